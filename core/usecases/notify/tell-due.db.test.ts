import { beforeAll, beforeEach, expect, test } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Message } from "#core/domain/notice/message.ts";
import type { Core } from "#core/ports/core.ts";
import { Undeliverable } from "#core/ports/channels.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel, type RecordingChannel } from "#core/testing/recording-channel.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { listInbox } from "#core/usecases/notify/list-inbox.ts";
import { markInboxRead } from "#core/usecases/notify/mark-inbox-read.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core: bare, other: bareOther, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mail: RecordingChannel;
let chat: RecordingChannel;
let core: Core;
let other: Core;

beforeAll(async () => {
  company = await createCompany(bare);
});
beforeEach(async () => {
  await sql(`DELETE FROM "Outbox"`);
  await sql(`DELETE FROM "Delivery"`);
  await sql(`DELETE FROM "Notice"`);
  mail = createRecordingChannel("email");
  chat = createRecordingChannel("slack", true);
  core = { ...bare, channels: [mail, chat] };
  other = { ...bareOther, channels: [mail, chat] };
});

const ask = async (action: "read" | "write" = "read") => {
  const input = {
    durationSeconds: 600,
    justification: "reading the failed payments",
    entitlementIds: [company[action]],
  };
  const submitted = await submitRequest(core, await company.as("ines"), input);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value;
};
const vote = async (name: Name, { id: requestId, digest }: Awaited<ReturnType<typeof ask>>, how: "approve" | "deny") =>
  voteOnRequest(core, await company.as(name), { requestId, vote: how, digest });
const inboxOf = async (name: Name) => {
  const listed = await listInbox(core, await company.as(name), { limit: 30 });
  return listed.ok ? listed.value.items : [];
};
const receivers = (channel: RecordingChannel) => channel.sent.map(({ person }) => person?.name).sort();
const messages = (channel: RecordingChannel): readonly Message[] => channel.sent.map(({ message }) => message);
const dueAgain = () =>
  sql(
    `UPDATE "Delivery" SET "dueAt" = clock_timestamp() - interval '1 millisecond', "leaseUntil" = NULL WHERE "dueAt" IS NOT NULL`,
  );
/** The recipients are found, and their mail waits. */
const unsent = async (): Promise<void> => {
  mail.fault = () => new Error("connection refused");
  await tellDue(core, ticker);
  mail.fault = () => undefined;
  await dueAgain();
};
const requestOf = (id: Awaited<ReturnType<typeof ask>>["id"]) => core.requests.find(id);

test("those who can decide are told at once, in the portal and outside, with the reason, the deadline and a link", async () => {
  const request = await ask("write");
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ana", "ben", "mei"]);
  expect(messages(mail)[0]).toMatchObject({
    title: "ines asks for write orders-db",
    reason: "reading the failed payments",
    link: { path: `/requests/${request.id}` },
    ballot: { requestId: request.id, digest: request.digest },
  });
  expect(messages(mail)[0]?.rows).toContainEqual({ label: "Lapses", at: request.lapsesAt });
  expect(await inboxOf("ana")).toMatchObject([{ kind: "requestToDecide", readAt: null, settled: false }]);
  expect(await inboxOf("jonas")).toEqual([]);
});

test("told again and again, everyone is told once", async () => {
  await ask();
  await Promise.all([tellDue(core, ticker), tellDue(other, ticker), tellDue(core, ticker)]);
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ana", "ben"]);
  expect(await sql(`SELECT count(*)::int AS n FROM "Outbox"`)).toEqual([{ n: 0 }]);
});

test("two processes share thirty requests: each message leaves once", async () => {
  await Promise.all(Array.from({ length: 30 }, () => ask()));
  await Promise.all([tellDue(core, ticker), tellDue(other, ticker)]);
  await Promise.all([tellDue(core, ticker), tellDue(other, ticker)]);
  expect(mail.sent).toHaveLength(60);
  expect(new Set(mail.sent.map(({ id }) => id)).size).toBe(60);
});

test("a worker that dies before the recipients were found loses nothing: they are when its lease ends, and not before", async () => {
  await ask();
  await core.outbox.claimEvents(10, 30_000);
  await tellDue(core, ticker);
  expect(mail.sent).toEqual([]);
  await sql(`UPDATE "Outbox" SET "leaseUntil" = clock_timestamp() - interval '1 millisecond'`);
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ana", "ben"]);
});

test("a worker that dies before a message left loses nothing: it leaves when its lease ends, and not before", async () => {
  await ask();
  await unsent();
  expect(await core.outbox.claimDeliveries("email", 10, 30_000)).toHaveLength(2);
  await tellDue(core, ticker);
  expect(mail.sent).toEqual([]);
  await sql(
    `UPDATE "Delivery" SET "leaseUntil" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`,
  );
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ana", "ben"]);
});

test("a worker that dies after the message left repeats it under the same id", async () => {
  await ask();
  mail.fault = ({ person }) => (person?.name === "ben" ? new Error("later") : undefined);
  await tellDue(core, ticker);
  const [first] = mail.sent;
  await sql(
    `UPDATE "Delivery" SET "status" = 'waiting', "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "id" = $1`,
    [first?.id],
  );
  await tellDue(core, ticker);
  expect(mail.sent.map(({ id }) => id)).toEqual([first?.id, first?.id]);
});

test("what was decided before the message left is not told any more, and the inbox says how it ended", async () => {
  const request = await ask();
  await unsent();
  await vote("ana", request, "deny");
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ines"]);
  expect(
    await sql(`SELECT DISTINCT "status" FROM "Delivery" WHERE "recipient" = $1 AND "channel" = 'email'`, [
      company.people.ben.id,
    ]),
  ).toEqual([{ status: "over" }]);
  expect(await inboxOf("ben")).toMatchObject([{ settled: true, title: "ines asked for read orders-db: denied" }]);
  expect((await inboxOf("ben"))[0]?.readAt).not.toBeNull();
  expect(await inboxOf("ines")).toMatchObject([{ kind: "requestDecided", readAt: null }]);
});

test("messages that were sent say so when it is decided elsewhere", async () => {
  const request = await ask();
  await tellDue(core, ticker);
  await vote("ana", request, "approve");
  await tellDue(core, ticker);
  expect(chat.changed.map(({ person }) => person?.name).sort()).toEqual(["ana", "ben"]);
  expect(chat.changed[0]?.message).toMatchObject({ title: "ines asked for read orders-db: approved", ballot: null });
  await tellDue(core, ticker);
  expect(chat.changed).toHaveLength(2);
});

test("also a message that was on its way when it was decided", async () => {
  const request = await ask();
  chat.meanwhile = async () => {
    chat.meanwhile = () => Promise.resolve();
    await cancelRequest(core, await company.as("ines"), { requestId: request.id });
    await tellDue({ ...other, channels: [] }, ticker);
  };
  await tellDue(core, ticker);
  await tellDue(core, ticker);
  expect(chat.changed.map(({ id }) => id).sort()).toEqual(chat.sent.map(({ id }) => id).sort());
});

test("a request whose approvers could not be told is flagged, stays pending, and its requester and administrators hear of it", async () => {
  const request = await ask();
  const gone = () => new Undeliverable("550 no such mailbox");
  [mail.fault, chat.fault] = [gone, gone];
  await tellDue(core, ticker);
  expect(await requestOf(request.id)).toMatchObject({ status: "pending", unreachableAt: expect.any(Date) as Date });
  [mail.fault, chat.fault] = [() => undefined, () => undefined];
  await tellDue(core, ticker);
  expect(receivers(mail)).toEqual(["ines", "priya"]);
  expect(await inboxOf("priya")).toMatchObject([{ kind: "requestUnreachable" }]);
  expect(await vote("ana", request, "approve")).toMatchObject({ ok: true, value: { status: "approved" } });
});

test("one of two who can be told is enough for a stage that needs one; a stage of one is not", async () => {
  const reachable = await ask();
  mail.fault = ({ person }) => (person?.name === "ana" ? new Undeliverable("550") : undefined);
  chat.fault = () => new Undeliverable("user not found");
  await tellDue(core, ticker);
  expect(await requestOf(reachable.id)).toMatchObject({ unreachableAt: null });
  // Nothing is wrong with the request; whoever asked and administrators see all the same who was not told.
  for (const name of ["ines", "priya"] as const) {
    const read = await readRequest(core, await company.as(name), { requestId: reachable.id });
    expect(read).toMatchObject({ ok: true, value: { unreachableAt: null, untold: [{ name: "ana" }] } });
  }
  const unreachable = await ask("write");
  mail.fault = ({ person }) => (person?.name === "mei" ? new Undeliverable("550") : undefined);
  await tellDue(core, ticker);
  expect(await requestOf(unreachable.id)).toMatchObject({ unreachableAt: expect.any(Date) as Date });
});

test("a channel that is down is tried again; the flag comes with the third failure and goes when it is back", async () => {
  const request = await ask();
  [mail.fault, chat.fault] = [() => new Error("connection refused"), () => new Undeliverable("not in this workspace")];
  const flags: boolean[] = [];
  for (let attempt = 0; attempt < 4; attempt++) {
    if (attempt === 3) mail.fault = () => undefined;
    await tellDue(core, ticker);
    await dueAgain();
    flags.push((await requestOf(request.id))?.unreachableAt !== null);
  }
  expect(flags).toEqual([false, false, true, false]);
  // Escalated at once: here policy names nobody further, so the record says that it was routed anew, and to no one else.
  const kinds = await sql(`SELECT "kind" FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY "id"`, [request.id]);
  expect(kinds.map(({ kind }) => kind)).toEqual([
    "requestSubmitted",
    "requestUnreachable",
    "requestRedecided",
    "requestReached",
  ]);
});

test("somebody marks what is theirs as read, and nobody else's", async () => {
  await ask();
  await tellDue(core, ticker);
  const [mine] = await inboxOf("ana");
  if (!mine) throw new Error("nothing was told");
  expect(await markInboxRead(core, await company.as("ben"), { ids: [mine.id] })).toMatchObject({
    value: { unread: 1 },
  });
  expect((await inboxOf("ana"))[0]?.readAt).toBeNull();
  expect(await markInboxRead(core, await company.as("ana"), { ids: [mine.id] })).toMatchObject({
    value: { unread: 0 },
  });
});
