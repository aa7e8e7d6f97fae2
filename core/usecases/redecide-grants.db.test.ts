import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import { activeGrant } from "#core/testing/active-grant.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { followFacts } from "#core/usecases/redecide-grants.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

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

/** Tomas becomes one, or is one no longer, as the directory says and nobody was told. */
const moveContractor = async (how: "array_append" | "array_remove"): Promise<void> => {
  await sql(
    `UPDATE "Group" SET "personIds" = ${how}("personIds", $1), "version" = "version" + 1 WHERE "name" = 'contractors'`,
    [company.people.tomas.id],
  );
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'directory'`);
};

const beats = async () =>
  (await sql(`SELECT "at" FROM "Heartbeat" WHERE "id" LIKE 'grants-%' ORDER BY "id"`)).map(({ at }) => at);

describe("grants whose holder is somebody else to the policy by now", () => {
  it("end where their holder came into a group that it denies, by whichever process looks next", async () => {
    const { id: grantId } = await activeGrant(core, company);
    await followFacts(other);
    expect((await core.grants.find(grantId))?.status).toBe("active");
    await moveContractor("array_append");
    await followFacts(other);
    expect(await core.grants.find(grantId)).toMatchObject({ status: "ending", endReason: "revoked" });
    await moveContractor("array_remove");
  });
});

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

describe("what policy says of the session in which it is asked", () => {
  const verified = testPolicy.replace(
    "rules:\n",
    `rules:
  - id: only-with-a-password
    when: session.method != "password"
    then: { deny: "Sign in with your password first." }
`,
  );
  const wish = (durationSeconds: number, startsAt?: Date) => ({
    ...{ entitlementIds: [company.read], durationSeconds, justification: "reading the failed payments", startsAt },
  });

  it("holds for the vote on it, for its start, and for what is live when policy changes", async () => {
    await enactAndStop(5, verified);
    const withToken = await submitRequest(core, await company.as("ines"), wish(7200));
    expect(withToken).toMatchObject({ ok: true, value: { status: "denied" } });
    const asked = await submitRequest(core, await company.signedIn("ines"), wish(7200));
    if (!asked.ok) throw new Error(asked.error);
    const { id: requestId, digest } = asked.value;
    const voted = await voteOnRequest(core, await company.as("ana"), { requestId, vote: "approve", digest });
    expect(voted).toMatchObject({ ok: true, value: { status: "approved" } });

    const tomorrow = new Date((await core.clock.now()).getTime() + 86_400_000);
    const later = await submitRequest(core, await company.signedIn("tomas"), wish(600, tomorrow));
    if (!later.ok) throw new Error(later.error);
    await reconcileDue(core, actor);
    await enactAndStop(6, verified);
    await followFacts(other);
    await arrive(later.value.id);
    await reconcileDue(core, actor);
    const grants = await core.grants.ofRequests([requestId, later.value.id]);
    expect(grants.map(({ status, endReason }) => [status, endReason])).toEqual([
      ["active", null],
      ["active", null],
    ]);
  });
});

/** The start of what was asked for has come, as the database sees it. */
const arrive = (requestId: string) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 second', "version" = "version" + 1
       WHERE "requestId" = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = date_trunc('milliseconds', clock_timestamp()), "version" = "version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [requestId],
  );

/** The facts of this moment, as the last pass wrote them, with today's policy. */
const factsAfter = async (): Promise<string> => {
  const detail = (await core.heartbeats.last("grants-decided"))?.detail ?? "";
  return detail.replace(/^policy \d+/, `policy ${(await core.policies.basis()).policy.number}`);
};
