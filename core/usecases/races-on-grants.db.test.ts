import { beforeAll, expect, it } from "vitest";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Caller } from "#core/ports/core.ts";
import { cloneRow } from "#core/testing/clone-row.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { batchesOf, openRival, orderOf } from "#core/testing/races/open-rival.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, target, database, sql } = await openTestCore();
/** Another process of the operating system on the same database. This one alone drives the target. */
const rival = openRival(database.appUrl);
const rounds = isFull ? 1_000 : 100;
const together = 10;
const slow = { timeout: 600_000 };
const ticker = { personId: null, via: "ticker", correlationId: "race" } as const;
let company: Company;
let template: Grant;
let holder: Caller;
let administrator: Caller;

beforeAll(async () => {
  company = await createCompany(core);
  holder = await company.signedIn("tomas");
  administrator = await company.as("priya");
  const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "an incident to look into" };
  const asked = await submitRequest(core, holder, wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  template = grant!;
  expect(template.status).toBe("active");
  await returnGrant(core, holder, { grantId: template.id });
  await reconcileDue(core, ticker);
});

/** Active access like the one that was made for it, with an end of its own. */
const active = async (expiresAt: Date): Promise<Grant> => {
  const [id, holdingId] = [core.ids.newId("grt"), core.ids.newId("hld")];
  const account = `lapse_${holdingId}`;
  const grant = { ...template, id, version: 1, holdingId, expiresAt };
  // The grant first: a holding without one, if only for an instant, is access that nobody wants, and others look for what is due.
  await cloneRow(sql, "Grant", template.id, grant);
  await cloneRow(sql, "Holding", template.holdingId, {
    ...{ id: holdingId, version: 1, account, state: "present", until: expiresAt, dueAt: expiresAt },
    ...{ leaseUntil: null, attempts: 0, unsettledAt: null },
  });
  target.accounts.set(account, { holdingId, until: expiresAt, secret: null });
  return grant;
};
/** Races some of them beside each other, lets the reconciler finish, and then looks at what each one left. */
const everyRound = async (race: (round: number) => Promise<() => Promise<void>>): Promise<void> => {
  for (const batch of batchesOf(rounds, together)) {
    await sql(`UPDATE "Session" SET "verifiedAt" = clock_timestamp()`);
    const lookers = await Promise.all(batch.map(race));
    // Time passes for whoever lost a claim half way: leases run out, what may still take effect has, and retries are due.
    await sql(`UPDATE "Holding" SET "version" = "version" + 1, "leaseUntil" = NULL, "unsettledAt" = NULL,
      "dueAt" = least("dueAt", clock_timestamp()) WHERE "leaseUntil" IS NOT NULL OR "attempts" > 0`);
    await reconcileDue(core, ticker);
    for (const look of lookers) await look();
    await sql(`UPDATE "Grant" SET status = 'ended' WHERE status <> 'ended'`);
    await sql(`UPDATE "Holding" SET "dueAt" = NULL`);
  }
};
const endings = async ({ id }: Grant): Promise<readonly string[]> => {
  const rows = await sql(
    `SELECT data->>'endReason' AS why FROM "AuditEvent" WHERE "grantId" = $1 AND kind = 'grantEnding'`,
    [id],
  );
  return rows.map((row) => String(row["why"]));
};

it("of an extension and the deadline at the same moment, either it lasts longer or it ends", slow, async () => {
  const outcomes = new Set<string>();
  await everyRound(async (round) => {
    const order = orderOf(round);
    // Whoever comes first comes in time: the end at its deadline, the extension an hour before it.
    const leftMs = { "own-first": 0, "rival-first": 3_600_000, together: 20 + (round % together) * 8 }[order];
    const expiresAt = new Date((await core.clock.now()).getTime() + leftMs);
    const grant = await active(expiresAt);
    const end = async () => {
      while (order === "together" && (await core.clock.now()) < expiresAt) await core.clock.now();
      return reconcileDue(core, ticker);
    };
    const extension = { grantId: grant.id, durationSeconds: 60, justification: "still looking into it" };
    const [, isLonger] = await rival.meet(end, "extend", holder, extension, order);
    outcomes.add(`${order} ${isLonger ? "longer" : "ended"}`);
    return async () => {
      const after = (await core.grants.find(grant.id))!;
      expect(after.expiresAt!.getTime() - expiresAt.getTime()).toBe(isLonger ? 60_000 : 0);
      expect(after).toMatchObject(isLonger ? { status: "active" } : { status: "ended", endReason: "expired" });
      expect(await endings(grant)).toEqual(isLonger ? [] : ["expired"]);
      expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(isLonger);
    };
  });
  expect([...outcomes]).toEqual(expect.arrayContaining(["own-first ended", "rival-first longer"]));
});

it("of a return and a revocation at the same moment exactly one ends it, and its reason stays", slow, async () => {
  const inAnHour = new Date((await core.clock.now()).getTime() + 3_600_000);
  const outcomes = new Set<string>();
  await everyRound(async (round) => {
    const grant = await active(inAnHour);
    const [returned, revoked] = await rival.meet(
      async () => (await returnGrant(core, holder, { grantId: grant.id })).ok,
      "revoke",
      administrator,
      { grantId: grant.id, reason: "an incident of its own" },
      orderOf(round),
    );
    expect([returned, revoked].filter(Boolean)).toHaveLength(1);
    const why = returned ? "returned" : "revoked";
    outcomes.add(`${orderOf(round)} ${why}`);
    return async () => {
      expect(await endings(grant)).toEqual([why]);
      expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: why });
      expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
    };
  });
  expect([...outcomes]).toEqual(expect.arrayContaining(["own-first returned", "rival-first revoked"]));
});
