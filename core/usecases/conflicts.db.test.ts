import { beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { insert, together, transition } from "#core/domain/transition.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { redecideGrants } from "#core/usecases/redecide-grants.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company | undefined;

/** Whoever is on call has everything at once, the others from an owner. */
const open = `version: 1
rules:
  - { id: on-call, when: person.onCall, then: { autoApprove: true, maxDuration: 8h } }
  - { id: owners, then: { maxDuration: 8h, approval: [{ from: [resource.owners], need: 1 }] } }
`;
const conflicting = `${open}conflicts:
  - id: read-or-write
    because: Nobody reads and writes the orders at once.
    between: [{ actions: [read] }, { actions: [write] }]
`;
/** Puts a policy in force and decides nothing anew: what follows finds the conflict by itself. */
const enact = async (document: string): Promise<void> => {
  const [epochs, versions, activatedAt] = await Promise.all([
    core.policies.epochs(),
    core.policies.versions(),
    core.clock.now(),
  ]);
  const row = { number: (versions[0]?.number ?? 0) + 1, version: 1, document, digest: "x", activatedAt };
  const step = transition({ writes: [insert("Policy", { ...row, authorId: null, approvedById: null })] });
  expect(await core.store.commit(ticker, [together(step, moveEpoch(epochs, "policy"))])).toMatchObject([
    { done: true },
  ]);
};

beforeEach(async () => {
  company ??= await createCompany(core);
  await sql(`UPDATE "Grant" SET status = 'ended' WHERE status <> 'ended'`);
  await sql(`UPDATE "Holding" SET "dueAt" = NULL`);
});

const ask = async (name: Name, what: "read" | "write", startsAt?: Date) => {
  const wish = { durationSeconds: 600, justification: "reading the failed payments", startsAt };
  const asked = await submitRequest(core, await company!.as(name), { ...wish, entitlementIds: [company![what]] });
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return { ...asked.value, grant };
};
const tomorrow = async () => new Date((await core.clock.now()).getTime() + 86_400_000);

it.each(["active", "scheduled"] as const)(
  "what conflicts with a grant that is %s is denied at once",
  async (status) => {
    await enact(conflicting);
    const held = await ask("tomas", "read", status === "scheduled" ? await tomorrow() : undefined);
    expect(held.grant?.status).toBe(status);
    const { decision, grant } = await ask("tomas", "write");
    expect([decision.outcome, grant]).toEqual(["deny", undefined]);
    expect(JSON.stringify(decision)).toContain('"code":"conflict"');
  },
);

it("of two that wait, the second is not approved once the first is granted", async () => {
  await enact(conflicting);
  const [read, write] = [await ask("ines", "read"), await ask("ines", "write")];
  const approve = async ({ id: requestId, digest }: typeof read) =>
    voteOnRequest(core, await company!.as("ben"), { requestId, digest, vote: "approve" });
  expect(await approve(read)).toMatchObject({ ok: true, value: { status: "approved" } });
  await approve(write);
  expect((await core.requests.find(write.id))?.status).not.toBe("approved");
  expect(await core.grants.ofRequests([write.id])).toEqual([]);
});

it("a scheduled grant that conflicts by now does not start, and what is held stays", async () => {
  await enact(open);
  const held = await ask("tomas", "write");
  const scheduled = await ask("tomas", "read", await tomorrow());
  await enact(conflicting);
  await sql(
    `WITH g AS (UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 second', "version" = "version" + 1
       WHERE id = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [scheduled.grant!.id],
  );
  await reconcileDue(core, ticker);
  expect(await core.grants.find(scheduled.grant!.id)).toMatchObject({ status: "ended", endReason: "ineligible" });
  expect((await core.grants.find(held.grant!.id))?.status).toBe("active");
});

it("what conflicts by now is not extended", async () => {
  await enact(open);
  const [read, write] = [await ask("tomas", "read"), await ask("tomas", "write")];
  const extension = { grantId: read.grant!.id, durationSeconds: 600, justification: "still looking into it" };
  const holder = await company!.signedIn("tomas");
  await enact(conflicting);
  expect(await extendGrant(core, holder, extension)).toMatchObject({ ok: true, value: { status: "denied" } });
  expect((await core.grants.find(read.grant!.id))?.expiresAt).toEqual(read.grant!.expiresAt);
  // By itself it is no conflict with itself.
  await sql(`UPDATE "Grant" SET status = 'ended' WHERE id = $1`, [write.grant!.id]);
  expect(await extendGrant(core, holder, extension)).toMatchObject({ ok: true, value: { status: "approved" } });
});

it("a grant is not held against itself: neither at its start nor when policy changes", async () => {
  const alone = `version: 1
rules:
  - { id: one-at-a-time, when: size(activeGrants) > 0, then: { deny: "One at a time." } }
  - { id: on-call, when: person.onCall, then: { autoApprove: true, maxDuration: 8h } }
`;
  await enact(alone);
  const { grant } = await ask("tomas", "read", await tomorrow());
  await sql(
    `WITH g AS (UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 second', "version" = "version" + 1
       WHERE id = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [grant!.id],
  );
  await reconcileDue(core, ticker);
  expect((await core.grants.find(grant!.id))?.status).toBe("active");
  expect((await ask("tomas", "write")).status).toBe("denied");
  await enact(`${alone}# the same\n`);
  await redecideGrants(core);
  expect((await core.grants.find(grant!.id))?.status).toBe("active");
});
