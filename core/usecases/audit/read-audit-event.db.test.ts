import { expect, test } from "vitest";
import type { RequestId } from "#core/domain/ids.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { listAuditEvents } from "#core/usecases/audit/list-audit-events.ts";
import { readAuditEvent } from "#core/usecases/audit/read-audit-event.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { readableRequest, readRequest } from "#core/usecases/read-request.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, sql } = await openTestCore();
const company = await createCompany(core);
const auditor = await company.as("jonas");

const asked = async (): Promise<{ requestId: string; position: string }> => {
  const submitted = await submitRequest(core, await company.signedIn("ines"), {
    entitlementIds: [company.read],
    durationSeconds: 7200,
    justification: "to be replayed later",
  });
  if (!submitted.ok) throw new Error(submitted.error);
  const { items } = await core.audit.page({ requestId: submitted.value.id, kind: "requestSubmitted" }, { limit: 1 });
  return { requestId: submitted.value.id, position: items[0]?.position ?? "" };
};

const detailOf = async (position: string) => {
  const detail = await readAuditEvent(core, auditor, { position });
  if (!detail.ok) throw new Error(detail.error);
  return detail.value;
};

test("a decision made again under its own policy version from the recorded facts is the same to the last letter", async () => {
  const { position, requestId } = await asked();
  const { replay } = await detailOf(position);
  expect(replay).toMatchObject({
    requestId,
    policyNumber: 1,
    outcome: "same",
    differences: [],
    unknown: [],
    bound: true,
  });
  expect(replay?.replayed).toEqual(replay?.recorded);
});

test("a policy text that was swapped by an administrator of the database is shown with what differs", async () => {
  const { position } = await asked();
  const swap = async (from: string, to: string): Promise<void> => {
    await sql(`alter table "Policy" disable trigger user`);
    await sql(`update "Policy" set "document" = replace("document", $1, $2) where "number" = 1`, [from, to]);
    await sql(`alter table "Policy" enable trigger user`);
  };
  await swap("maxDuration: 8h", "maxDuration: 6h");
  const { replay } = await detailOf(position);
  await swap("maxDuration: 6h", "maxDuration: 8h");
  expect(replay?.outcome).toBe("differs");
  expect(replay?.differences).toContain("/maxDurationSeconds");
});

test("inputs that were altered in the request's row no longer match the digest in the record", async () => {
  const { position, requestId } = await asked();
  await sql(`update "Request" set "facts" = jsonb_set("facts", '{items,0,person,onCall}', 'true') where "id" = $1`, [
    requestId,
  ]);
  expect((await detailOf(position)).replay).toMatchObject({ bound: false, outcome: "differs" });
});

test("a vote tells what its voter was shown and under which policy, unless its digest is of nothing in the record", async () => {
  const { position, requestId } = await asked();
  const ana = await company.signedIn("ana");
  const request = await readRequest(core, ana, { requestId: requestId as RequestId });
  if (!request.ok) throw new Error(request.error);
  const ballot = { requestId: requestId as RequestId, vote: "approve", digest: request.value.digest } as const;
  expect(await voteOnRequest(core, ana, ballot)).toMatchObject({ ok: true });
  const { items } = await core.audit.page({ requestId: requestId as RequestId, kind: "voteCast" }, { limit: 1 });
  const vote = items[0]?.position ?? "";
  expect((await detailOf(vote)).shown).toMatchObject({ position, policyNumber: 1 });
  expect((await detailOf(position)).shown).toBeNull();
  await sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_written_once"`);
  await sql(`UPDATE "AuditEvent" SET "data" = jsonb_set("data", '{digest}', '"another"') WHERE "id" = $1`, [vote]);
  await sql(`ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_written_once"`);
  expect((await detailOf(vote)).shown).toEqual({ position: null, at: null, policyNumber: null });
});

test("an event stands between its nearest neighbours, oldest first, at both ends of the record too", async () => {
  for (let n = 0; n < 10; n++) await asked();
  const { items } = await core.audit.page({}, { limit: 500 });
  const positions = items.map((each) => each.position).toReversed();
  const first = await detailOf(positions[0] ?? "");
  expect(first.before).toEqual([]);
  expect(first.after.map((each) => each.position)).toEqual(positions.slice(1, 6));
  const middle = await detailOf(positions[6] ?? "");
  expect([...middle.before, middle.event, ...middle.after].map((each) => each.position)).toEqual(
    positions.slice(1, 12),
  );
});

test("an event says where it stands in the signed log, once it does", async () => {
  const { position } = await asked();
  expect((await detailOf(position)).proof).toBe(null);
  await sequence(core, null);
  const { proof } = await detailOf(position);
  expect(proof?.size).toBeGreaterThan(proof?.index ?? Infinity);
  expect(proof?.witnessed).toBe(false);
});

const readings = async (word: string) => {
  const { items } = await core.audit.page({ kind: "auditRead" }, { limit: 500 });
  return items.filter(({ data }) => String(data["view"]).includes(word)).length;
};

test("an auditor who reads what others said in a request is on record, once; those to whom it was said are not", async () => {
  const { requestId } = await asked();
  const input = { requestId: requestId as RequestId };
  for (const name of ["ines", "ana"] as const)
    expect(await readRequest(core, await company.as(name), input)).toMatchObject({
      value: { justification: "to be replayed later" },
    });
  expect(await readings(requestId)).toBe(0);
  expect(await readableRequest(core, auditor, input)).toMatchObject({ ok: true });
  expect(await readings(requestId)).toBe(0);
  for (let twice = 0; twice < 2; twice++) await readRequest(core, auditor, input);
  expect(await readings(requestId)).toBe(1);
  const all = { limit: 5, mine: false, toDecide: false };
  await listRequests(core, await company.as("ines"), all);
  expect(await readings(`"requests":"all"`)).toBe(0);
  await listRequests(core, auditor, all);
  await listRequests(core, auditor, { ...all, mine: true });
  expect(await readings(`"requests":"all"`)).toBe(1);
});

test("looking at an event is recorded once, and refreshes that nobody asked for are not", async () => {
  const { position } = await asked();
  await detailOf(position);
  await detailOf(position);
  expect(await readings(`"event":"${position}"`)).toBe(1);
  const list = { kind: "voteCast", limit: 10 } as const;
  // Nobody reads unrecorded by saying that a page refreshes itself.
  await listAuditEvents(core, auditor, { ...list, automatic: true });
  expect(await readings("voteCast")).toBe(1);
  await sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_written_once"`);
  await sql(`UPDATE "AuditEvent" SET "at" = "at" - interval '1 hour' WHERE "kind" = 'auditRead'`);
  await sql(`ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_written_once"`);
  await listAuditEvents(core, auditor, { ...list, automatic: true });
  expect(await readings("voteCast")).toBe(1);
  await listAuditEvents(core, auditor, { ...list, automatic: false });
  expect(await readings("voteCast")).toBe(2);
});

test("an event that is not there, and one for a reader without the duty, are refused", async () => {
  expect(await readAuditEvent(core, auditor, { position: "999999999" })).toEqual({ ok: false, error: "not_found" });
  expect(await readAuditEvent(core, await company.as("priya"), { position: "1" })).toEqual({
    ok: false,
    error: "not_allowed",
  });
});
