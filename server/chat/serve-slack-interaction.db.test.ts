import { createHmac } from "node:crypto";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { startSlackStandIn } from "#core/testing/slack-stand-in.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { extendLog } from "#core/usecases/log/extend-log.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { serveSlackInteraction } from "#server/chat/serve-slack-interaction.ts";
import { context } from "#server/context.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";

const secret = "not-a-real-signing-secret";
const member = (at: string) => ({ id: `U0${at.toUpperCase()}`, email: `${at}@demo.lapse.test` });
const slack = await startSlackStandIn([
  ...["requester", "approver", "contractor"].map(member),
  { id: "U0STRANGER", email: "nobody@elsewhere.test" },
]);
Object.assign(process.env, {
  LAPSE_SLACK_TOKEN: "xoxb-not-real",
  LAPSE_SLACK_SIGNING_SECRET: secret,
  LAPSE_SLACK_API_URL: slack.apiUrl,
});
const database = await openTestDatabase();
const { core, personAt } = await openDemoPortal(database.appUrl);
// Nothing is granted before the witness has confirmed that this database is the portal's own.
await extendLog(core);
afterAll(async () => {
  await context().close();
  await slack.close();
});
beforeEach(() => {
  slack.calls.length = 0;
});

const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const { rows } = await context().pool.query<{ id: EntitlementId }>(
  `select "id" from "Entitlement" where "action" = 'read'`,
);
const requester = await personAt("requester");
const asRequester = {
  ...{ person: requester, session: null, scopes: null, address: null },
  actor: { personId: requester.id, via: "api", correlationId: "test" } as const,
};
const ask = async () => {
  const input = {
    entitlementIds: [rows[0]!.id],
    durationSeconds: 7200,
    justification: "asked to be decided in a chat",
  };
  const asked = await submitRequest(core, asRequester, input);
  if (!asked.ok || asked.value.status !== "pending") throw new Error("not pending");
  return asked.value;
};

let nonce = 0;
const press = (user: string, action: string, value: string, parts: object = {}): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      type: "block_actions",
      trigger_id: String(++nonce),
      user: { id: user },
      channel: { id: "D1" },
      actions: [{ action_id: `lapse_${action}`, value }],
      ...parts,
    }),
  }).toString();

const send = async (body: string, { key = secret, at = Date.now() } = {}): Promise<number> => {
  const timestamp = String(Math.floor(at / 1000));
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  const headers = { "x-slack-request-timestamp": timestamp, "x-slack-signature": `v0=${signature}` };
  const request = new Request("http://localhost:3000/api/slack/interactions", { method: "POST", headers, body });
  return (await serveSlackInteraction(request)).status;
};
const statusOf = async ({ id }: Awaited<ReturnType<typeof ask>>) => (await core.requests.find(id))?.status;
const whispered = () =>
  slack.calls.filter(({ method }) => method === "chat.postEphemeral").map(({ args }) => args["text"]);

test("an approver is told in Slack, approves there, and the message says so", async () => {
  const request = await ask();
  await tellDue(core, ticker);
  const post = slack.calls.find(
    ({ method, args }) => method === "chat.postMessage" && args["channel"] === "U0APPROVER",
  );
  const [value] = /req_\w+ [0-9a-f]{64}/.exec(post?.args["blocks"] ?? "") ?? [];
  expect(value).toBe(`${request.id} ${request.digest}`);
  expect(await send(press("U0APPROVER", "approve", value ?? ""))).toBe(200);
  expect(await statusOf(request)).toBe("approved");
  expect(whispered()).toEqual(["Your approval is cast."]);
  const [vote] = await core.requests.votesOf([request.id]);
  expect(vote?.voterId).toBe((await personAt("approver")).id);
  await tellDue(core, ticker);
  const update = slack.calls.find(({ method }) => method === "chat.update");
  expect(update?.args["text"]).toMatch(/approved$/);
  expect(update?.args["blocks"]).not.toMatch(/lapse_approve/);
});

test("the same press counts once, also when it is sent again at once, and twice at the same moment", async () => {
  const request = await ask();
  const body = press("U0APPROVER", "deny", `${request.id} ${request.digest}`);
  const at = Date.now();
  const statuses = await Promise.all([send(body, { at }), send(body, { at }), send(body, { at })]);
  expect(statuses.sort()).toEqual([200, 401, 401]);
  expect(await send(body, { at })).toBe(401);
  expect(await statusOf(request)).toBe("denied");
  expect(whispered()).toEqual(["Your denial is cast."]);
});

test.each([
  ["whoever asked", "U0REQUESTER", "Nobody decides their own request."],
  ["whom no stage names", "U0CONTRACTOR", "You cannot decide this request."],
  ["whom the portal does not know", "U0STRANGER", "You cannot decide this request."],
  ["whom Slack does not know", "U0NOBODY", "You cannot decide this request."],
])("a press of somebody %s changes nothing", async (_, user, answer) => {
  const request = await ask();
  const status = await send(press(user, "approve", `${request.id} ${request.digest}`));
  expect([status, await statusOf(request)]).toEqual([200, "pending"]);
  expect(whispered()).toEqual([answer]);
});

test("a press on what is no longer what was shown changes nothing and says so", async () => {
  const request = await ask();
  expect(await send(press("U0APPROVER", "approve", `${request.id} ${"0".repeat(64)}`))).toBe(200);
  expect([await statusOf(request), whispered()[0]]).toEqual(["pending", expect.stringContaining("has changed")]);
});

test("what Slack did not sign, or signed too long ago, is not read", async () => {
  const request = await ask();
  const body = press("U0APPROVER", "approve", `${request.id} ${request.digest}`);
  expect(await send(body, { key: "another-secret-than-ours" })).toBe(401);
  expect(await send(body, { at: Date.now() - 301_000 })).toBe(401);
  expect(await send(body, { at: Date.now() + 302_000 })).toBe(401);
  expect([await statusOf(request), slack.calls]).toEqual(["pending", []]);
  expect(await send("x".repeat(70_000))).toBe(413);
});

test.each([
  ["Slack's own check", () => "ssl_check=1"],
  ["a link that was opened", (value: string) => press("U0APPROVER", "open", value)],
  ["another kind of call", (value: string) => press("U0APPROVER", "approve", value, { type: "view_submission" })],
  ["two actions", (value: string) => press("U0APPROVER", "approve", value, { actions: [{}, {}] })],
  ["a value of another shape", () => press("U0APPROVER", "approve", "req_1")],
  ["no JSON", () => "payload=%7B"],
  ["two payloads", (value: string) => `${press("U0APPROVER", "approve", value)}&payload={}`],
])("what is no vote is taken and does nothing: %s", async (_, bodyOf) => {
  const request = await ask();
  expect(await send(bodyOf(`${request.id} ${request.digest}`))).toBe(200);
  expect([await statusOf(request), slack.calls]).toEqual(["pending", []]);
});
