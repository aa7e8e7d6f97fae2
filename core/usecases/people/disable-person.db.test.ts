import { beforeAll, describe, expect, it } from "vitest";
import type { Core } from "#core/ports/core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { disablePerson } from "./disable-person.ts";

const { core, other } = await openTestCore();
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

/** As slow as can be: everything is read, and `meanwhile` happens in another process before the first commit. */
const overtaken = (meanwhile: () => Promise<unknown>): Core => {
  let isFirst = true;
  const commit: Core["store"]["commit"] = async (by, steps) => {
    if (isFirst) await meanwhile();
    isFirst = false;
    return core.store.commit(by, steps);
  };
  return { ...core, store: { ...core.store, commit } };
};

describe("disabling a person", () => {
  it("does not overlook a grant that was given at once while it looked at what they have", async () => {
    const [tomas, priya] = await Promise.all([company.as("tomas"), company.as("priya")]);
    const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "an incident to look into" };
    const slow = overtaken(async () => {
      const asked = await submitRequest(other, tomas, wish);
      expect(asked).toMatchObject({ ok: true, value: { status: "approved" } });
    });
    const personId = tomas.person.id;
    expect((await disablePerson(slow, priya, { personId, reason: "left the company" })).ok).toBe(true);
    expect((await core.grants.openOf(personId)).map(({ status }) => status)).toEqual(["ending"]);
  });
});
