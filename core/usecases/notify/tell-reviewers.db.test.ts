import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { StartReviewInput } from "#core/domain/review/review-input.ts";
import type { Core } from "#core/ports/core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel } from "#core/testing/recording-channel.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { decideReviewItem } from "#core/usecases/reviews/decide-review-item.ts";
import { handOverItems } from "#core/usecases/reviews/hand-over-items.ts";
import { startReview } from "#core/usecases/reviews/start-review.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core: bare, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const mail = createRecordingChannel("email");
const core: Core = { ...bare, channels: [mail] };
let company: Company;

beforeAll(async () => {
  company = await createCompany(bare);
  const wish = { entitlementIds: [company.read], durationSeconds: 3600, justification: "held until looked at" };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await sql(`DELETE FROM "Outbox"`);
});

const start = async (name: string) => {
  const campaign: StartReviewInput = {
    name,
    covers: "both",
    atLeastDays: 0,
    targetIds: [],
    dueInDays: 7,
    by: "owner",
    onSilence: "keep",
  };
  const started = await startReview(core, await company.as("priya"), campaign);
  if (!started.ok) throw new Error(started.error);
  const review = await core.reviews.find(started.value.id);
  const [item] = await core.reviews.itemsOf(started.value.id);
  return { dueAt: review!.dueAt, itemId: item!.id };
};

test("those whose answers an access review waits for are told once, with the day it is due and a link", async () => {
  const { dueAt } = await start("Autumn");
  await tellDue(core, ticker);
  await tellDue(core, ticker);
  expect(mail.sent.map(({ person }) => person?.name).sort()).toEqual(["ana", "ben"]);
  expect(mail.sent[0]?.message).toMatchObject({
    title: "An access review waits for your answers: Autumn",
    rows: [{ label: "Answer until", at: dueAt }],
    link: { path: "/reviews" },
  });
  expect(await core.inbox.unread(company.people.tomas.id)).toBe(0);
});

test("before it is due, whoever still owes an answer is reminded, and nobody else", async () => {
  const { itemId } = await start("Spring");
  await tellDue(core, ticker);
  mail.sent.length = 0;
  const due = (id: string) =>
    sql(`UPDATE "Notice" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "id" = $1`, [id]);
  const ofSpring = `SELECT "id" FROM "Notice" WHERE "kind" = 'reviewDueSoon' AND "data" ->> 'review' = 'Spring'`;
  const reminders = await sql(`${ofSpring} ORDER BY "dueAt" DESC`);
  const [last, first] = reminders.map(({ id }) => String(id));
  await due(first!);
  await tellDue(core, ticker);
  expect(mail.sent.map(({ person, message }) => [person?.name, message.title]).sort()).toEqual([
    ["ana", "An access review still waits for your answers: Spring"],
    ["ben", "An access review still waits for your answers: Spring"],
  ]);
  mail.sent.length = 0;
  await decideReviewItem(core, await company.as("ben"), { itemId, outcome: "keep", reason: "looked at it" });
  await due(last!);
  await tellDue(core, ticker);
  expect(mail.sent).toEqual([]);
});

test("whoever has nothing left to answer when it is due is not told", async () => {
  mail.sent.length = 0;
  const { itemId } = await start("Winter");
  await decideReviewItem(core, await company.as("ana"), { itemId, outcome: "keep", reason: "looked at it" });
  await tellDue(core, ticker);
  expect(mail.sent).toEqual([]);
});

test("whoever owns it only later is told when it is handed over, and nobody else again", async () => {
  await start("Summer");
  await tellDue(core, ticker);
  mail.sent.length = 0;
  await sql(
    `UPDATE "Group" SET "personIds" = array_append("personIds", $1), "version" = "version" + 1 WHERE "name" = 'data'`,
    [company.people.mei.id],
  );
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'directory'`);
  await handOverItems(core, ticker);
  await tellDue(core, ticker);
  expect(mail.sent.map(({ person, message }) => [person?.name, message.title])).toContainEqual([
    "mei",
    "An access review waits for your answers: Summer",
  ]);
  expect(new Set(mail.sent.map(({ person }) => person?.name))).toEqual(new Set(["mei"]));
});
