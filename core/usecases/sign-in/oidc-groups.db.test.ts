import { beforeAll, expect, it } from "vitest";
import { groupNamesIn } from "#core/domain/directory/follow-groups.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { signInWithOidc } from "#core/usecases/sign-in/sign-in-with-oidc.ts";

const { core, other } = await openTestCore();
const browser = { address: null, userAgent: null, correlationId: "test" };
let company: Company;
beforeAll(async () => {
  company = await createCompany(core);
});

const signIn = async (name: Name, claim: unknown, on = core) =>
  signInWithOidc(
    on,
    { issuer: "x", subject: name, email: `${name}@example.test`, emailVerified: true, groups: groupNamesIn(claim) },
    browser,
  );
const groupsOf = async (name: Name) => (await core.policies.basis()).groupsOf(company.people[name].id).toSorted();

it("a person is in the groups that the provider names at each sign-in, and in no others of the provider's", async () => {
  const own = await groupsOf("carl");
  expect(await signIn("carl", ["platform", "ops"])).toMatchObject({ ok: true });
  expect(await groupsOf("carl")).toEqual([...own, "ops", "platform"].toSorted());
  await signIn("carl", ["platform"]);
  expect(await groupsOf("carl")).toEqual([...own, "platform"].toSorted());
  await signIn("carl", undefined);
  expect(await groupsOf("carl")).toEqual([...own, "platform"].toSorted());
  await signIn("carl", []);
  expect(await groupsOf("carl")).toEqual(own);
});

it("a group that is kept here is neither joined nor left by what a provider says", async () => {
  const [carl, ines] = [await groupsOf("carl"), await groupsOf("ines")];
  await signIn("carl", ["security", "engineering"]);
  await signIn("ines", []);
  expect([await groupsOf("carl"), await groupsOf("ines")]).toEqual([carl, ines]);
});

it("two who sign in at once both get the new group, and each change is on record", async () => {
  const both = await Promise.all([signIn("ana", ["night"]), signIn("ben", ["night"], other)]);
  expect(both.every(({ ok }) => ok)).toBe(true);
  expect(await groupsOf("ana")).toContain("night");
  expect(await groupsOf("ben")).toContain("night");
  const added = await core.audit.page({ kind: "groupAdded", personId: company.people.ana.id }, { limit: 5 });
  const changed = await core.audit.page({ kind: "groupChanged", personId: company.people.ana.id }, { limit: 5 });
  expect(added.items.length + changed.items.length).toBe(1);
});

it.each([[undefined], ["ops"], [null], [{ ops: true }]])(
  "a claim that is no list says nothing of groups: %j",
  (claim) => {
    expect(groupNamesIn(claim)).toBeNull();
  },
);

it("names that cannot be a group's are left out", () => {
  expect(groupNamesIn(["a", "a", "", " b ", 7, null, "x".repeat(121), "\0", "\ud800"])).toEqual(["a", "b"]);
});
