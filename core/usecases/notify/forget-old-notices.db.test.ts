import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel } from "#core/testing/recording-channel.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core: bare, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const mail = createRecordingChannel("email");
const core: Core = { ...bare, channels: [mail] };
let company: Company;

beforeAll(async () => {
  company = await createCompany(bare);
});
beforeEach(() => {
  mail.fault = () => undefined;
});

/** A request whose approvers were told, so many days ago. */
const toldDaysAgo = async (days: number, { isOver }: { readonly isOver: boolean }): Promise<string> => {
  const wish = { entitlementIds: [company.read], durationSeconds: 600, justification: "reading the failed payments" };
  const asked = await submitRequest(core, await company.as("ines"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await tellDue(core, ticker);
  const { id: requestId } = asked.value;
  if (isOver) await cancelRequest(core, await company.as("ines"), { requestId });
  await tellDue(core, ticker);
  for (const table of ["Notice", "Delivery"])
    await sql(
      `UPDATE "${table}" SET "createdAt" = clock_timestamp() - $2::int * interval '1 day' WHERE "requestId" = $1`,
      [requestId, days],
    );
  await sql(`UPDATE "Notice" SET "dueAt" = NULL WHERE "requestId" = $1`, [requestId]);
  return requestId;
};
const left = async (requestId: string) => {
  const [row] = await sql(
    `SELECT (SELECT count(*)::int FROM "Delivery" WHERE "requestId" = $1) AS deliveries,
       (SELECT count(*)::int FROM "Notice" WHERE "requestId" = $1) AS notices`,
    [requestId],
  );
  return row;
};
const anHourLater = () =>
  sql(`UPDATE "Heartbeat" SET "at" = "at" - interval '61 minutes' WHERE "id" = 'notices-forgotten'`);

test("what people were told longer ago than it is kept is removed, from the inbox too; the record of it stays", async () => {
  const [old, recent] = [await toldDaysAgo(91, { isOver: true }), await toldDaysAgo(89, { isOver: true })];
  await anHourLater();
  await tellDue(core, ticker);
  expect(await left(old)).toEqual({ deliveries: 0, notices: 0 });
  expect(await left(recent)).toMatchObject({ deliveries: 4, notices: expect.any(Number) as number });
  const [row] = await sql(`SELECT count(*)::int AS n FROM "AuditEvent" WHERE "requestId" = $1`, [old]);
  expect(row).toEqual({ n: 2 });
});

test("what calls to a request that still waits, and what is still to be told, stays however old it is", async () => {
  const waiting = await toldDaysAgo(400, { isOver: false });
  mail.fault = () => new Error("connection refused");
  const untold = await toldDaysAgo(400, { isOver: true });
  await sql(
    `UPDATE "Delivery" SET "dueAt" = clock_timestamp() + interval '1 hour' WHERE "requestId" = $1 AND "channel" = 'email'`,
    [untold],
  );
  await anHourLater();
  await tellDue(core, ticker);
  expect(await left(waiting)).toMatchObject({ deliveries: 4 });
  expect(await left(untold)).toMatchObject({ deliveries: 2 });
});

test("it is looked for once an hour, whoever tells", async () => {
  const old = await toldDaysAgo(91, { isOver: true });
  await tellDue(core, ticker);
  expect(await left(old)).not.toMatchObject({ deliveries: 0 });
});
