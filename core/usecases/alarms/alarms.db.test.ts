import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { acknowledgeAlarm } from "#core/usecases/alarms/acknowledge-alarm.ts";
import { listOpenAlarms } from "#core/usecases/alarms/list-open-alarms.ts";
import { listAlarms } from "#core/usecases/alarms/list-alarms.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { checkTargetsOpen } from "#core/usecases/check-targets-open.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const open = async () => (await core.alarms.open()).map(({ kind, count }) => ({ kind, count }));

describe("a silent revoker", () => {
  it("is alarmed once, however many watch, closes everything but break-glass, and clears when it is heard of", async () => {
    await watchOver(core, ticker);
    expect(await open()).toEqual([]);
    await sql(`UPDATE "Heartbeat" SET "at" = clock_timestamp() - interval '61 seconds' WHERE id = $1`, [
      reconcilerHeartbeat,
    ]);
    await Promise.all([watchOver(core, ticker), watchOver(other, ticker), watchOver(core, ticker)]);
    expect(await open()).toEqual([{ kind: "revoker-silent", count: 1 }]);
    const now = await core.clock.now();
    expect(await checkTargetsOpen(core, [], now)).toEqual({ ok: false, error: "revoker_silent" });
    expect(await checkTargetsOpen(core, [], now, true)).toEqual({ ok: true, value: "revoker_silent" });
    await reconcileDue(core, ticker);
    await Promise.all([watchOver(core, ticker), watchOver(other, ticker)]);
    expect(await open()).toEqual([]);
    const kinds = await sql(`SELECT "kind" FROM "AuditEvent" WHERE "kind" LIKE 'alarm%' ORDER BY "id"`);
    expect(kinds.map(({ kind }) => kind)).toEqual(["alarmRaised", "alarmCleared"]);
  });
});

describe("overdue access", () => {
  it("is alarmed for its target with the fault, can be seen by an administrator, and clears when it is gone", async () => {
    const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [company.read] };
    const asked = await submitRequest(core, await company.as("tomas"), wish);
    if (!asked.ok) throw new Error(asked.error);
    await reconcileDue(core, ticker);
    const [grant] = await core.grants.ofRequests([asked.value.id]);
    target.setDown(true);
    await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
    await reconcileDue(core, ticker);
    await sql(`UPDATE "Grant" SET "endingAt" = clock_timestamp() - interval '6 seconds' WHERE id = $1`, [grant!.id]);
    await watchOver(core, ticker);
    expect(await core.alarms.open()).toMatchObject([
      { kind: "access-overdue", count: 1, targetId: grant!.targetId, detail: "the target does not answer" },
    ]);
    const [{ id: alarmId } = { id: "" as never }] = await core.alarms.open();
    const openAt = async (name: "jonas" | "tomas", targetId?: TargetId) =>
      listOpenAlarms(core, await company.as(name), targetId === undefined ? {} : { targetId });
    expect(await openAt("jonas", grant!.targetId)).toMatchObject({ ok: true, value: [{ id: alarmId }] });
    expect(await openAt("jonas", core.ids.newId("tgt"))).toEqual({ ok: true, value: [] });
    expect(await openAt("tomas")).toEqual({ ok: false, error: "not_allowed" });
    expect(await acknowledgeAlarm(core, await company.as("jonas"), { alarmId })).toMatchObject({
      error: "not_allowed",
    });
    expect(await acknowledgeAlarm(core, await company.as("priya"), { alarmId })).toMatchObject({ ok: true });
    expect(await acknowledgeAlarm(core, await company.as("priya"), { alarmId })).toMatchObject({
      error: "already_acknowledged",
    });
    await watchOver(core, ticker);
    expect(await core.alarms.open()).toMatchObject([{ acknowledgedById: company.people.priya.id }]);

    target.setDown(false);
    await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      grant!.holdingId,
    ]);
    await sql(`UPDATE "TargetHealth" SET "failures" = 0, "probeAt" = NULL`);
    await reconcileDue(core, ticker);
    await watchOver(core, ticker);
    expect(await open()).toEqual([]);
    const seen = await listAlarms(core, await company.as("jonas"), { limit: 50 });
    expect(seen).toMatchObject({ ok: true, value: { items: [{ acknowledgedBy: { name: "priya" } }, {}] } });
    expect(await listAlarms(core, await company.as("tomas"), { limit: 50 })).toMatchObject({ ok: false });
  });
});
