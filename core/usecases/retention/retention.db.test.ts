import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import type { EntitlementId, RequestId } from "#core/domain/ids.ts";
import type { Caller } from "#core/ports/core.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { readAuditEvent } from "#core/usecases/audit/read-audit-event.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { extendLog } from "#core/usecases/log/extend-log.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { readKept } from "#core/usecases/retention/read-kept.ts";
import { sweepKept } from "#core/usecases/retention/sweep-kept.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;
let read: EntitlementId;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  ({ read } = await addDirectory(core, { name: "directory" }));
});

const submitted = async (caller: Caller, entitlementId: EntitlementId, why: string): Promise<RequestId> => {
  const asking = { durationSeconds: 600, justification: why, ticket: `${why}-1`, entitlementIds: [entitlementId] };
  const asked = await submitRequest(core, caller, asking);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};

/** As if everything that has happened had happened so long ago. Only a superuser who takes the locks off can say so. */
const age = async (days: number): Promise<void> => {
  const earlier = (table: string, columns: readonly string[]) =>
    sql(`UPDATE "${table}" SET ${columns.map((name) => `"${name}" = "${name}" - interval '${days} days'`).join(", ")}`);
  await sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER USER`);
  await earlier("AuditEvent", ["at"]);
  await sql(`ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_written_once"`);
  await earlier("Request", ["createdAt", "decidedAt"]);
  await earlier("Grant", ["endedAt"]);
  await earlier("Session", ["createdAt", "endedAt"]);
};

const logged = async () => {
  for (let round = 0; round < 4; round++) await extendLog(core);
};
const whyOf = async (id: RequestId) => (await core.requests.find(id))?.justification;
const recordedWhyOf = async (requestId: RequestId) => {
  const { items } = await core.audit.page({ requestId, kind: "requestSubmitted" }, { limit: 1 });
  return items[0]?.data["justification"];
};
const swept = async () => (await core.audit.page({ kind: "retentionSwept" }, { limit: 10 })).items;

const limited = async (days: { accessDays: number | null; signInDays: number | null; readingDays: number | null }) => {
  const change = { kind: "retention", ...days } as const;
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "how long", change });
  if (!proposed.ok) return proposed;
  const caller = { ...mei.caller, person: (await company.as("mei")).person };
  return decideConfirmed(core, { ...mei, caller }, { changeId: proposed.value.id, decision: "approve" });
};

it("everything is kept until two people have said for how long; then what is older goes, and nothing that lives", async () => {
  const ines = await company.as("ines");
  const tomas = await company.as("tomas");
  const over = await submitted(ines, company.read, "long over");
  expect(await cancelRequest(core, ines, { requestId: over })).toMatchObject({ ok: true });
  const live = await submitted(tomas, read, "still live");
  await reconcileDue(core, ticker);
  const pending = await submitted(ines, company.read, "still pending");
  await age(400);
  const young = await submitted(tomas, company.write, "young");
  expect(await cancelRequest(core, tomas, { requestId: young })).toMatchObject({ ok: true });
  await logged();
  const leaves = await sql(`SELECT "index", "entry" FROM "LogLeaf" ORDER BY 1`);
  const events = await sql(`SELECT * FROM "AuditEvent" ORDER BY id`);

  expect(await sweepKept(core, ticker)).toEqual({ swept: [] });
  expect(await whyOf(over)).toBe("long over");
  expect(await limited({ accessDays: 365, signInDays: null, readingDays: null })).toEqual({ ok: true, value: null });
  expect(await sweepKept({ ...core, eraser: null }, ticker)).toEqual({ swept: [] });
  expect(await sweepKept(core, ticker)).toEqual({ swept: ["access"] });

  for (const [id, why] of [
    [over, erasedMark],
    [live, "still live"],
    [pending, "still pending"],
    [young, "young"],
  ] as const) {
    expect(await whyOf(id)).toBe(why);
    expect(await recordedWhyOf(id)).toBe(why);
  }
  expect((await sql(`SELECT "index", "entry" FROM "LogLeaf" ORDER BY 1`)).slice(0, leaves.length)).toEqual(leaves);
  expect((await sql(`SELECT * FROM "AuditEvent" ORDER BY id`)).slice(0, events.length)).toEqual(events);
  // Who did it stays provable: only words go.
  const ids = await sql(
    `SELECT p.field FROM "AuditPersonal" p JOIN "AuditEvent" e ON e.id = p."eventId" WHERE e."requestId" = $1`,
    [over],
  );
  expect(new Set(ids.map(({ field }) => field))).toEqual(new Set(["/actorId", "/personId"]));
  const [event] = await swept();
  expect(event?.data).toMatchObject({ class: "access", rows: 1 });
  expect(event?.data["values"]).toBeGreaterThan(0);
  const [asked] = (await core.audit.page({ requestId: over, kind: "requestSubmitted" }, { limit: 1 })).items;
  const detail = await readAuditEvent(core, await company.as("jonas"), { position: asked!.position });
  expect(detail).toMatchObject({ value: { replay: { outcome: "inputs-erased", bound: null } } });
});

it("what lived at the last sweep goes with a later one, once it is over for as long; a day has one sweep", async () => {
  const { id } = (await core.requests.page({ party: company.people.tomas.id }, { limit: 5 })).items.find(
    ({ justification }) => justification === "still live",
  )!;
  expect(await sweepKept(core, ticker)).toEqual({ swept: [] });
  await sql(
    `UPDATE "Grant" SET "status" = 'ended', "endedAt" = clock_timestamp() - interval '400 days' WHERE "requestId" = $1`,
    [id],
  );
  await sql(`UPDATE "RetentionSweep" SET "finishedAt" = "finishedAt" - interval '1 day'`);
  expect(await sweepKept(core, ticker)).toEqual({ swept: ["access"] });
  expect([await whyOf(id), await recordedWhyOf(id)]).toEqual([erasedMark, erasedMark]);
  expect(await swept()).toHaveLength(2);
});

it("sign-ins and readings have their own time; a sweep that was killed goes on, and two at once are one", async () => {
  await company.signedIn("ben");
  await sql(`UPDATE "Session" SET "address" = '203.0.113.9', "endedAt" = clock_timestamp() WHERE "personId" = $1`, [
    company.people.ben.id,
  ]);
  await age(100);
  await logged();
  expect(await limited({ accessDays: null, signInDays: 30, readingDays: 30 })).toEqual({ ok: true, value: null });
  const before = (await swept()).length;
  const dying = { ...core, eraser: { erase: () => Promise.reject(new Error("killed")) } };
  await expect(sweepKept(dying, ticker)).rejects.toThrow("killed");
  expect(await swept()).toHaveLength(before);
  await Promise.all([sweepKept(core, ticker), sweepKept(other, ticker)]);
  await sweepKept(core, ticker);
  expect(
    (await swept())
      .map(({ data }) => data["class"])
      .slice(0, 2)
      .sort(),
  ).toEqual(["reading", "sign-in"]);
  expect(await swept()).toHaveLength(before + 2);
  const left = await sql(
    `SELECT p.value FROM "AuditPersonal" p JOIN "AuditEvent" e ON e.id = p."eventId"
     WHERE e.kind IN ('signedIn', 'auditRead') AND e.at < clock_timestamp() - interval '30 days' AND p.field LIKE '/data/%'`,
  );
  expect(left).toEqual([]);
  const [session] = await sql(`SELECT * FROM "Session" WHERE "personId" = $1`, [company.people.ben.id]);
  expect(session).toMatchObject({ address: null, userAgent: null });
});

it("only administrators propose it, nothing below 30 days is accepted, and a stale proposal is refused", async () => {
  const change = { kind: "retention", accessDays: 365, signInDays: 30, readingDays: null } as const;
  const propose = async (name: "priya" | "tomas") =>
    proposeChange(core, await company.as(name), { summary: "how long", change });
  expect(await propose("tomas")).toMatchObject({ error: "not_allowed" });
  const [first, second] = [await propose("priya"), await propose("priya")];
  if (!first.ok || !second.ok) throw new Error("not proposed");
  const caller = { ...mei.caller, person: (await company.as("mei")).person };
  const approve = (changeId: typeof first.value.id) =>
    decideConfirmed(core, { ...mei, caller }, { changeId, decision: "approve" });
  expect(await approve(first.value.id)).toEqual({ ok: true, value: null });
  expect(await approve(second.value.id)).toMatchObject({ error: "stale_base" });
  expect(await readKept(core, await company.as("jonas"), {})).toMatchObject({
    value: { mayErase: true, classes: [{ days: 365 }, { days: 30 }, { days: null }] },
  });
  expect(await readKept(core, await company.as("ines"), {})).toMatchObject({ error: "not_allowed" });
});
