import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { SignIn } from "#core/ports/connector.ts";
import { activeGrant } from "#core/testing/active-grant.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { followUse } from "#core/usecases/use/follow-use.ts";
import { readGrantSessions } from "#core/usecases/use/read-grant-sessions.ts";
import { readTargetSessions } from "#core/usecases/use/read-target-sessions.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let grant: Grant;
let account: string;

beforeAll(async () => {
  company = await createCompany(core);
  grant = await activeGrant(core, company);
  account = (await core.holdings.find(grant.holdingId))!.account;
});

const follow = async () => {
  await sql(`UPDATE "TargetWatch" SET "lookedAt" = clock_timestamp() - interval '31 seconds'`);
  await Promise.all([followUse(core, ticker), followUse(other, ticker)]);
  await Promise.all([watchOver(core, ticker), watchOver(other, ticker)]);
};
const tryIt = async (outcome: SignIn["outcome"], name = account) => {
  target.signIns?.push({ account: name, outcome, address: "10.0.0.9", at: await core.clock.now() });
};
const seen = async () => {
  const read = await readGrantSessions(core, await company.as("tomas"), { grantId: grant.id });
  if (!read.ok) throw new Error(read.error);
  return read.value;
};
const alarms = async () => (await core.alarms.open()).filter(({ kind }) => kind === "ended-account-tried");

it("what was let in is use, and a slip of the hand while the grant is open alarms nobody", async () => {
  await tryIt("refused", "from before anybody followed");
  await follow();
  await tryIt("let-in");
  await tryIt("refused");
  await tryIt("refused", "lapse_never_ours");
  await follow();
  expect(await seen()).toMatchObject({ lastSeenAt: expect.any(Date) as unknown, tried: null });
  expect(await alarms()).toEqual([]);
});

it("whoever tries an account after its end is counted once, whoever reads, and alarms once", async () => {
  await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
  await reconcileDue(core, ticker);
  for (let times = 0; times < 3; times++) await tryIt("refused");
  await follow();
  await follow();
  expect(await seen()).toMatchObject({ state: "closed", tried: { count: 3, address: "10.0.0.9" } });
  expect(await alarms()).toMatchObject([{ count: 3, targetId: grant.targetId, personId: grant.holderId }]);
  await tryIt("refused");
  await follow();
  expect(await alarms()).toMatchObject([{ count: 4 }]);
  const raised = await sql(`SELECT FROM "AuditEvent" WHERE "kind" = 'alarmRaised'`);
  expect(raised).toHaveLength(1);
  const atTarget = await readTargetSessions(core, await company.as("jonas"), { targetId: grant.targetId });
  const { requestId } = grant;
  const told = { signIns: { unable: null, error: null }, tried: [{ account, count: 4, requestId }] };
  expect(atTarget).toMatchObject({ ok: true, value: told });
});

it("says why a target does not tell, keeps its place while it is silent, and reads on from there", async () => {
  const told = target.signIns!;
  target.setDown(true);
  await follow();
  expect(await core.uses.watchOf(grant.targetId)).toMatchObject({ error: "the target does not answer", unable: null });
  target.setDown(false);
  await tryIt("refused");
  await follow();
  expect(await seen()).toMatchObject({ tried: { count: 5 } });
  target.signIns = null;
  await follow();
  expect(await core.uses.watchOf(grant.targetId)).toMatchObject({ error: null, unable: "a map without a log" });
  target.signIns = told;
});
