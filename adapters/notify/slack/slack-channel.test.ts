import { afterAll, beforeEach, expect, test } from "vitest";
import { createSlack } from "./slack-channel.ts";
import { Undeliverable } from "#core/ports/channels.ts";
import { aMessage, aPerson } from "#core/testing/message.ts";
import { startSlackStandIn } from "#core/testing/slack-stand-in.ts";

const standIn = await startSlackStandIn([
  { id: "U0ANA", email: "ana@example.test" },
  { id: "U0BOT", email: "bot@example.test", flags: { is_bot: true } },
  { id: "U0GUEST", email: "guest@example.test", flags: { is_restricted: true } },
  { id: "U0GONE", email: "gone@example.test", flags: { deleted: true } },
  { id: "U0CLAIMS", email: "ana@example.test", flags: { is_email_confirmed: false } },
  { id: "U0PARTNER", email: "ana@example.test", team: "T0PARTNER" },
  { id: "U0ELSEWHERE", email: "ben@example.test", team: "T0PARTNER" },
]);
afterAll(() => standIn.close());
beforeEach(() => {
  standIn.calls.length = 0;
  standIn.answers.clear();
});

const origin = "https://lapse.example.test";
const slack = createSlack({ token: "xoxb-not-real", channel: "C0OPS", answers: true, origin, apiUrl: standIn.apiUrl });
const [direct, shared] = slack.channels;
const outgoing = { id: "dlv_1", message: aMessage(), person: aPerson(), recipient: "per_ana" };
const blocksOf = (call = standIn.calls.at(-1)): string => call?.args["blocks"] ?? "";

test("a direct message goes to whoever has the address there, with the reason, two buttons and a link", async () => {
  const receipt = await direct?.send(outgoing);
  // Whose token it is, is asked once.
  const calls = standIn.calls.filter(({ method }) => method !== "auth.test");
  expect(calls.map(({ method, token }) => [method, token])).toEqual([
    ["users.lookupByEmail", "xoxb-not-real"],
    ["chat.postMessage", "xoxb-not-real"],
  ]);
  expect(calls[1]?.args["channel"]).toBe("U0ANA");
  const blocks = JSON.parse(blocksOf()) as { elements?: { action_id: string; value?: string; url?: string }[] }[];
  expect(blocks[1]?.elements?.map(({ action_id, value, url }) => [action_id, value ?? url])).toEqual([
    ["lapse_approve", `req_example ${"d".repeat(64)}`],
    ["lapse_deny", `req_example ${"d".repeat(64)}`],
    ["lapse_open", `${origin}/requests/req_example`],
  ]);
  expect(blocksOf()).toContain("INC-4211");
  expect(receipt).toEqual({ channel: "DU0ANA", ts: expect.any(String) as string });
});

test("what people wrote is no markup of Slack's", async () => {
  await direct?.send({ ...outgoing, message: aMessage({ title: "<!channel> & <https://evil.test|click>" }) });
  expect(blocksOf()).toContain("&lt;!channel&gt; &amp; &lt;https://evil.test|click&gt;");
  expect(standIn.calls.at(-1)?.args["text"]).not.toContain("<");
});

test("a reason that is too long for Slack ends with a whole sign, and says that it goes on", async () => {
  const sectionOf = (): string => (JSON.parse(blocksOf()) as { text: { text: string } }[])[0]?.text.text ?? "";
  for (let before = 0; before < 6; before++) {
    await direct?.send({ ...outgoing, message: aMessage({ reason: `${"x".repeat(before)}${"&🚀".repeat(1_000)}` }) });
    expect(sectionOf().length).toBeLessThanOrEqual(3_000);
    expect(sectionOf()).toMatch(/(?:&amp;|🚀)\n_It goes on in the portal\._$/u);
    expect(sectionOf().isWellFormed()).toBe(true);
  }
});

test("where policy asks for a step-up, or Slack cannot call back, there is the link alone", async () => {
  const ballot = { ...aMessage().ballot!, stepUp: true };
  await direct?.send({ ...outgoing, message: aMessage({ ballot }) });
  expect(blocksOf()).not.toMatch(/lapse_approve|lapse_deny/);
  const mute = createSlack({ token: "xoxb-not-real", answers: false, origin, apiUrl: standIn.apiUrl });
  await mute.channels[0]?.send(outgoing);
  expect(blocksOf()).not.toMatch(/lapse_approve|lapse_deny/);
  expect(mute.channels.map(({ name }) => name)).toEqual(["slack"]);
});

test("the channel gets who, what and a link, as it was composed for many: without the reason", async () => {
  expect(await shared?.recipients()).toEqual(["C0OPS"]);
  await shared?.send({ ...outgoing, message: aMessage({ reason: null }), person: null, recipient: "C0OPS" });
  expect(standIn.calls.map(({ method, args }) => [method, args["channel"]])).toEqual([["chat.postMessage", "C0OPS"]]);
  expect(blocksOf()).not.toContain("INC-4211");
});

test("a message that was sent is changed where it is, and loses its buttons", async () => {
  await direct?.change?.(
    { channel: "D1", ts: "1.2" },
    { ...outgoing, message: aMessage({ title: "denied", ballot: null }) },
  );
  expect(standIn.calls[0]).toMatchObject({ method: "chat.update", args: { channel: "D1", ts: "1.2", text: "denied" } });
  expect(blocksOf()).not.toMatch(/lapse_approve|lapse_deny/);
});

test.each([
  ["nobody has the address there", "users.lookupByEmail", { ok: false, error: "users_not_found" }, true],
  ["the channel is gone", "chat.postMessage", { ok: false, error: "is_archived" }, true],
  ["Slack is in trouble", "chat.postMessage", { ok: false, error: "internal_error" }, false],
  ["our token was revoked", "chat.postMessage", { ok: false, error: "token_revoked" }, false],
])("%s: it is known whether trying again helps", async (_, method, answer, final) => {
  standIn.answers.set(method, answer);
  const fault: unknown = await direct?.send(outgoing).catch((error: unknown) => error);
  expect([fault instanceof Error, fault instanceof Undeliverable]).toEqual([true, final]);
});

test("only a member whose address Slack has confirmed is somebody", async () => {
  const found = await Promise.all(["U0ANA", "U0BOT", "U0GUEST", "U0GONE", "U0CLAIMS"].map((id) => slack.whoIs(id)));
  expect(found).toEqual([{ email: "ana@example.test" }, null, null, null, null]);
});

test("a member of another company in a shared channel is nobody, whatever address that company gave them, and is told nothing", async () => {
  expect(await slack.whoIs("U0PARTNER")).toBeNull();
  const ben = aPerson({ email: "ben@example.test" });
  await expect(direct?.send({ ...outgoing, person: ben })).rejects.toThrow(Undeliverable);
  expect(standIn.calls.map(({ method }) => method)).not.toContain("chat.postMessage");
});

test("of an organisation with several workspaces everybody is ours, and while ours is not known nobody is", async () => {
  const enterprise = { enterprise_id: "E0OWN" };
  standIn.answers.set("auth.test", { ok: false, error: "internal_error" });
  const fresh = createSlack({ token: "xoxb-not-real", answers: true, origin, apiUrl: standIn.apiUrl });
  await expect(fresh.whoIs("U0ANA")).rejects.toThrow();
  standIn.answers.set("auth.test", { ok: true, team_id: "T0OTHER", ...enterprise });
  expect(await fresh.whoIs("U0ANA")).toBeNull();
  const user = { id: "U0ANA", team_id: "T0OWN", is_email_confirmed: true, profile: { email: "ana@example.test" } };
  standIn.answers.set("users.info", { ok: true, user: { ...user, enterprise_user: enterprise } });
  expect(await fresh.whoIs("U0ANA")).toEqual({ email: "ana@example.test" });
});
