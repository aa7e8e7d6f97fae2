import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId, TargetId } from "#core/domain/ids.ts";
import { activeGrant } from "#core/testing/active-grant.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { followUse } from "#core/usecases/use/follow-use.ts";
import { readGrantSessions } from "#core/usecases/use/read-grant-sessions.ts";
import { readTargetSessions } from "#core/usecases/use/read-target-sessions.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let grantId: GrantId;
let targetId: TargetId;
let account: string;

beforeAll(async () => {
  company = await createCompany(core);
  const grant = await activeGrant(core, company);
  ({ id: grantId, targetId } = grant);
  account = (await core.holdings.find(grant.holdingId))!.account;
});

const session = { id: "7", since: new Date(0), address: "10.0.0.7", lastActiveAt: null, state: "idle" as const };
const ofGrant = async (name: "tomas" | "jonas" | "ines") =>
  readGrantSessions(core, await company.as(name), { grantId });
const ofTarget = async (name: "tomas" | "jonas") => readTargetSessions(core, await company.as(name), { targetId });

it("shows who is connected now to whoever may read the grant, and to nobody else", async () => {
  expect(await ofGrant("tomas")).toMatchObject({ value: { state: "told", sessions: [], lastSeenAt: null } });
  target.sessions.set(account, [session]);
  expect(await ofGrant("tomas")).toMatchObject({ value: { state: "told", sessions: [session] } });
  expect(await ofGrant("jonas")).toMatchObject({ value: { sessions: [session] } });
  expect(await ofGrant("ines")).toEqual({ ok: false, error: "not_found" });
  const seen = { open: 1, asked: 1, connected: [{ grant: { id: grantId }, sessions: [session] }] };
  expect(await ofTarget("jonas")).toMatchObject({ value: { state: "told", ...seen } });
  expect(await ofTarget("tomas")).toEqual({ ok: false, error: "not_allowed" });
});

it("does not take silence for nobody", async () => {
  target.setDown(true);
  expect(await ofGrant("tomas")).toMatchObject({ value: { state: "unreachable", sessions: [] } });
  expect(await ofTarget("jonas")).toMatchObject({ value: { state: "unreachable", connected: [] } });
  target.setDown(false);
  target.sessionsKnown = false;
  expect(await ofGrant("tomas")).toMatchObject({ value: { state: "unable", sessions: [] } });
  target.sessionsKnown = true;
});

it("remembers that it was used after the access is gone, each target looked at by one of many", async () => {
  await sql(`UPDATE "TargetWatch" SET "lookedAt" = clock_timestamp() - interval '31 seconds'`);
  const looked = await Promise.all([followUse(core, ticker), followUse(other, ticker), followUse(core, ticker)]);
  expect(looked.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await followUse(core, ticker)).toBe(0);
  await returnGrant(core, await company.as("tomas"), { grantId });
  await reconcileDue(core, ticker);
  const after = await ofGrant("tomas");
  expect(after).toMatchObject({ value: { state: "closed", sessions: [], lastSeenAt: expect.any(Date) as unknown } });
});
