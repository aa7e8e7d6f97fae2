import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { Undeliverable } from "#core/ports/channels.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel } from "#core/testing/recording-channel.ts";
import { readChannels } from "#core/usecases/notify/read-channels.ts";
import { sendTestMessage } from "#core/usecases/notify/send-test-message.ts";
import { setPreferences } from "#core/usecases/notify/set-preferences.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";

const { core: bare, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const mail = createRecordingChannel("email");
const core: Core = { ...bare, channels: [mail] };
let company: Company;

beforeAll(async () => {
  company = await createCompany(bare);
});

const channels = async (name: Name = "priya") => {
  const read = await readChannels(core, await company.as(name), {});
  return read.ok ? read.value : read.error;
};
const mailNow = async () => {
  const read = await channels();
  return typeof read === "string" ? undefined : read.find(({ channel }) => channel === "email");
};
const testMessage = async (name: Name = "priya") => sendTestMessage(core, await company.as(name), {});

test("only administrators see the channels and send a test message", async () => {
  expect(await channels("jonas")).toBe("not_allowed");
  expect(await testMessage("mei")).toEqual({ ok: false, error: "not_allowed" });
});

test("every channel is shown, configured or not; one that never sent says so", async () => {
  const unused = { deliveredAt: null, failedAt: null, error: null, waiting: 0 };
  expect(await channels()).toEqual([
    { channel: "email", configured: true, ...unused },
    { channel: "slack", configured: false, ...unused },
    { channel: "slack-channel", configured: false, ...unused },
    { channel: "webhook", configured: false, ...unused },
  ]);
});

test("a test message goes to the administrator who asked and to nobody else, in quiet hours too", async () => {
  await setPreferences(core, await company.as("priya"), { silenced: [], quiet: { from: 0, until: 24 * 60 - 1 } });
  await testMessage();
  await tellDue(core, ticker);
  expect(mail.sent.map(({ person, message }) => [person?.name, message.title])).toEqual([
    ["priya", "A test message: this is how messages of the portal reach you"],
  ]);
  expect(await core.inbox.unread(company.people.priya.id)).toBe(1);
  expect(await mailNow()).toMatchObject({ deliveredAt: expect.any(Date) as Date, failedAt: null, waiting: 0 });
});

test("a failure shows when it happened and why, while the message waits, until a later attempt makes it good", async () => {
  const before = await core.clock.now();
  mail.fault = () => new Error("connection refused");
  await testMessage();
  await tellDue(core, ticker);
  const failing = await mailNow();
  expect(failing).toMatchObject({ error: "connection refused", waiting: 1 });
  expect(failing?.failedAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  expect(failing?.failedAt?.getTime()).toBeLessThanOrEqual((await core.clock.now()).getTime());
  mail.fault = () => undefined;
  await sql(`UPDATE "Delivery" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
  await tellDue(core, ticker);
  expect(await mailNow()).toMatchObject({ failedAt: null, error: null, waiting: 0 });
});

test("what failed for good stays shown, and the last of them is the one that is", async () => {
  for (const why of ["first: no such address", "second: no such address"]) {
    mail.fault = () => new Undeliverable(why);
    await testMessage();
    await tellDue(core, ticker);
  }
  expect(await mailNow()).toMatchObject({ error: "second: no such address", waiting: 0 });
});
