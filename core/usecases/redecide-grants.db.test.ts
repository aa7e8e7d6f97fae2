import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import { activeGrant } from "#core/testing/active-grant.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { followFacts } from "#core/usecases/redecide-grants.ts";

const { core, other, sql } = await openTestCore();
const actor: Actor = { personId: null, via: "ticker", correlationId: "test" };
const denying = testPolicy.replace("groups: [contractors]", "groups: [contractors, engineering]");
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

/** What whoever approves a policy commits, and nothing of what they would do next. */
const enactAndStop = async (number: number, document: string): Promise<void> => {
  const [epochs, activatedAt] = await Promise.all([core.policies.epochs(), core.clock.now()]);
  const row = { number, version: 1, digest: `test-${number}`, authorId: null, approvedById: null, activatedAt };
  const written = transition({
    writes: [insert("Policy", { ...row, document })],
    events: [{ kind: "policyActivated" }],
  });
  const [commit] = await core.store.commit(actor, [together(written, moveEpoch(epochs, "policy"))]);
  expect(commit?.done).toBe(true);
};

const beats = async () =>
  (await sql(`SELECT "at" FROM "Heartbeat" WHERE "id" LIKE 'grants-%' ORDER BY "id"`)).map(({ at }) => at);

describe("grants under a policy whose approver stopped half-way", () => {
  it("end where it denies them, by whichever process looks next", async () => {
    const { id: grantId } = await activeGrant(core, company);
    await followFacts(other);
    expect((await core.grants.find(grantId))?.status).toBe("active");
    await enactAndStop(2, denying);
    await followFacts(other);
    expect(await core.grants.find(grantId)).toMatchObject({ status: "ending", endReason: "revoked" });
  });

  it("are not looked at again while nothing changes, nor while somebody else is at it", async () => {
    await followFacts(core);
    const before = await beats();
    await followFacts(other);
    expect(await beats()).toEqual(before);
    await enactAndStop(3, testPolicy);
    const { id: grantId } = await activeGrant(core, company);
    await enactAndStop(4, denying);
    await core.heartbeats.beat("grants-deciding", await factsAfter());
    await followFacts(other);
    expect((await core.grants.find(grantId))?.status).toBe("active");
    await sql(`UPDATE "Heartbeat" SET "at" = "at" - interval '1 minute' WHERE "id" = 'grants-deciding'`);
    await followFacts(other);
    expect((await core.grants.find(grantId))?.status).toBe("ending");
  });
});

/** The facts of this moment, as the last pass wrote them, with today's policy. */
const factsAfter = async (): Promise<string> => {
  const detail = (await core.heartbeats.last("grants-decided"))?.detail ?? "";
  return detail.replace(/^policy \d+/, `policy ${(await core.policies.basis()).policy.number}`);
};
