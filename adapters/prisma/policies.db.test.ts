import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "./create-core-adapters.ts";
import { samplePerson, sampleGroup } from "./sample-rows.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { FactEpoch, PolicyVersion } from "#core/domain/policy/policy-version.ts";
import { insert, transition, update, type Write } from "#core/domain/transition.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const by: Actor = { personId: null, via: "console", correlationId: "policies" };
const put = async (...writes: readonly Write[]): Promise<void> => {
  expect(await core.store.commit(by, [transition({ writes })])).toMatchObject([{ done: true }]);
};
const policy = (number: number, document: string): PolicyVersion => {
  const unsigned = { digest: "", authorId: null, approvedById: null, activatedAt: new Date("2026-01-01T00:00:00Z") };
  return { number, version: 1, document, ...unsigned };
};
const denyAll = (id: string): string => `version: 1\nrules:\n  - id: ${id}\n    then: { deny: "no" }\n`;
const epoch = (id: FactEpoch["id"], version = 1): FactEpoch => ({ id, version });

test("without epochs, or without a policy, nothing can be decided", async () => {
  await expect(core.policies.basis()).rejects.toThrow("epoch is missing");
  await put(
    insert("FactEpoch", epoch("policy")),
    insert("FactEpoch", epoch("directory")),
    insert("FactEpoch", epoch("catalogue")),
  );
  await expect(core.policies.basis()).rejects.toThrow("no policy");
});

test("the policy with the highest number is in force, and read again only when an epoch moved", async () => {
  await put(insert("Policy", policy(1, denyAll("first"))));
  const first = await core.policies.basis();
  expect(first.policy).toEqual(policy(1, denyAll("first")));
  expect(first.epochs).toEqual([epoch("catalogue"), epoch("directory"), epoch("policy")]);
  expect(await core.policies.basis()).toBe(first);
  await put(insert("Policy", policy(2, denyAll("second"))), update("FactEpoch", epoch("policy"), {}));
  const second = await core.policies.basis();
  expect(second.compiled.rules.map(({ id }) => id)).toEqual(["second"]);
  expect((await core.policies.versions()).map(({ number }) => number)).toEqual([2, 1]);
  expect(await core.policies.find(1)).toEqual(first.policy);
});

test("the directory answers through groups that contain each other, and marks who is disabled", async () => {
  const boss = samplePerson({ onCall: true });
  const ines = samplePerson({ managerId: boss.id, email: "Ines@Example.test" });
  const gone = samplePerson({ disabledAt: new Date("2026-01-01T00:00:00Z") });
  const inner = sampleGroup({ name: "inner", personIds: [ines.id, gone.id] });
  const outer = sampleGroup({ name: "outer", personIds: [boss.id], groupIds: [inner.id] });
  const cyclic = { ...inner, groupIds: [outer.id, sampleGroup().id] };
  await put(
    ...[boss, ines, gone].map((person) => insert("Person", person)),
    ...[cyclic, outer].map((group) => insert("Group", group)),
    update("FactEpoch", epoch("directory"), {}),
  );
  const { directoryAt, groupsOf } = await core.policies.basis();
  const { directory } = directoryAt(new Date("2026-03-01T12:00:00Z"));
  const everyone = [boss.id, ines.id, gone.id].sort();
  expect(directory.membersOf("outer").map(({ id }) => id)).toEqual(everyone);
  expect(directory.membersOf("inner").map(({ id }) => id)).toEqual(everyone);
  expect(
    directory
      .membersOf("outer")
      .filter(({ enabled }) => !enabled)
      .map(({ id }) => id),
  ).toEqual([gone.id]);
  expect(directory.membersOf("unknown")).toEqual([]);
  expect(directory.personByEmail("INES@example.test")?.id).toBe(ines.id);
  expect(directory.managerOf(ines.id)?.id).toBe(boss.id);
  expect(directory.managerOf(boss.id)).toBeUndefined();
  expect(directory.onCall("outer").map(({ id }) => id)).toEqual([boss.id]);
  expect(groupsOf(ines.id)).toEqual(["inner", "outer"]);
  expect(groupsOf("nobody")).toEqual([]);
});

test("a policy that does not compile decides nothing", async () => {
  await put(
    insert("Policy", policy(3, "version: 1\nrules: [{ id: broken }]")),
    update("FactEpoch", epoch("policy", 2), {}),
  );
  await expect(core.policies.basis()).rejects.toThrow("policy 3 does not compile: line 2");
  const checked = core.policies.check("version: 1\nrules: [{ id: broken }]");
  expect(checked).toMatchObject({ ok: false, error: [{ line: 2 }] });
});
