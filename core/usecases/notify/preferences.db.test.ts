import { beforeAll, expect, test } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { type SetPreferencesInput, setPreferencesInput } from "#core/domain/notice/preference-input.ts";
import type { Core } from "#core/ports/core.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { createRecordingChannel } from "#core/testing/recording-channel.ts";
import { readPreferences } from "#core/usecases/notify/read-preferences.ts";
import { setPreferences } from "#core/usecases/notify/set-preferences.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core: bare, other, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const mail = createRecordingChannel("email");
const core: Core = { ...bare, channels: [mail] };
let company: Company;

beforeAll(async () => {
  company = await createCompany(bare);
});

const choose = async (name: Name, input: SetPreferencesInput, at = core) =>
  setPreferences(at, await company.as(name), input);
const choicesOf = async (name: Name) => {
  const read = await readPreferences(core, await company.as(name), {});
  return read.ok ? read.value : null;
};

test("who chose nothing is told everything, over what the portal has", async () => {
  expect(await choicesOf("carl")).toMatchObject({ channels: ["email"], silenced: [], quiet: null });
});

test("what is chosen is kept, recorded, and replaced by the next choice; nobody else's is touched", async () => {
  const night = { from: 22 * 60, until: 7 * 60 };
  await choose("tomas", { silenced: ["email accessActive", "email accessActive"], quiet: night });
  expect(await choicesOf("tomas")).toMatchObject({ silenced: ["email accessActive"], quiet: night });
  await choose("tomas", { silenced: ["slack requestDecided"], quiet: null });
  expect(await choicesOf("tomas")).toMatchObject({ silenced: ["slack requestDecided"], quiet: null });
  expect(await choicesOf("carl")).toMatchObject({ silenced: [], quiet: null });
  expect(
    await sql(
      `SELECT count(*)::int AS n FROM "AuditEvent" WHERE "kind" = 'noticePreferencesChanged' AND "personId" = $1`,
      [company.people.tomas.id],
    ),
  ).toEqual([{ n: 2 }]);
});

test("chosen twice at the same moment for the first time, both are kept in some order", async () => {
  const answers = await Promise.all([
    choose("jonas", { silenced: ["email accessEnded"], quiet: null }),
    choose("jonas", { silenced: ["email accessActive"], quiet: null }, { ...other, channels: [mail] }),
  ]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  expect(await sql(`SELECT "version" FROM "NoticePreference" WHERE "id" = $1`, [company.people.jonas.id])).toEqual([
    { version: 2 },
  ]);
});

test("who switched mail off for a kind finds it in the inbox and not in the mail; the others get both", async () => {
  await choose("ana", { silenced: ["email requestToDecide"], quiet: null });
  const { read } = company;
  const asked = { entitlementIds: [read], durationSeconds: 600, justification: "reading the failed payments" };
  await submitRequest(core, await company.as("ines"), asked);
  await tellDue(core, ticker);
  expect(mail.sent.map(({ person }) => person?.name)).toEqual(["ben"]);
  expect(await core.inbox.unread(company.people.ana.id)).toBe(1);
});

test.each([
  ["what concerns the security of one's account", { silenced: ["email securityChanged"], quiet: null }],
  ["emergency access", { silenced: ["slack breakGlassUsed"], quiet: null }],
  ["alarms", { silenced: ["email alarmRaised"], quiet: null }],
  ["the inbox", { silenced: ["inbox requestToDecide"], quiet: null }],
  ["every hour of the day", { silenced: [], quiet: { from: 60, until: 60 } }],
  ["hours that no clock has", { silenced: [], quiet: { from: 0, until: 1440 } }],
])("%s cannot be switched off", (_, input) => {
  expect(setPreferencesInput.safeParse(input).success).toBe(false);
});
