import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { actionNamed, callAction } from "./refused/call-action.ts";
import { activeRead, entitlementFor } from "./support/ask.ts";
import { call, type Caller, signIn } from "./support/call.ts";
import type { OwnPortal } from "./support/own-portal.ts";
import { openLive } from "./support/open-live.ts";
import { cookieFor, expect, test } from "./support/signed-in.ts";

interface Token {
  readonly id: string;
  readonly caller: Caller;
}

async function tokenOf(portal: OwnPortal, owner: Caller, scopes: readonly string[]): Promise<Token> {
  const action = actionNamed("app/(portal)/settings/actions.ts#createTokenAction");
  const { returned } = await callAction(portal, owner, action, action.page, [{ name: "for a test", scopes, days: 1 }]);
  const { id, token } = returned?.value as { id: string; token: string };
  return { id, caller: { name: `a token for ${scopes.join(", ")}`, headers: { authorization: `Bearer ${token}` } } };
}

const wish = async (portal: OwnPortal, caller: Caller) => ({
  entitlementIds: [await entitlementFor(portal, caller, "read")],
  durationSeconds: 7200,
  justification: "asked for with a token",
});

const answerTo = async (portal: OwnPortal, caller: Caller, method: string, path: string, body?: unknown) => {
  const { status, code } = await call(portal, caller, method, path, body === undefined ? {} : { body });
  return [status, code];
};

test("a token does what its scopes name, without an Origin, and nothing else", async ({ quietPortal }) => {
  const requester = await signIn(quietPortal, "requester");
  const reader = (await tokenOf(quietPortal, requester, ["request:read"])).caller;
  const writer = (await tokenOf(quietPortal, requester, ["request:write"])).caller;
  const body = await wish(quietPortal, requester);
  expect(await answerTo(quietPortal, reader, "GET", "/api/v1/requests")).toEqual([200, undefined]);
  expect(await answerTo(quietPortal, writer, "GET", "/api/v1/requests")).toEqual([403, "insufficient_scope"]);
  expect(await answerTo(quietPortal, reader, "POST", "/api/v1/requests", body)).toEqual([403, "insufficient_scope"]);
  const asked = await call(quietPortal, writer, "POST", "/api/v1/requests", { body, headers: { origin: "" } });
  expect(asked.status).toBe(201);
  const { id, digest } = asked.json<{ id: string; digest: string }>();
  const vote = { vote: "approve", digest };
  expect(await answerTo(quietPortal, writer, "POST", `/api/v1/requests/${id}/votes`, vote)).toEqual([
    ...[403, "insufficient_scope"],
  ]);
});

test("a scope never gives what its person may not do", async ({ quietPortal }) => {
  const requester = await signIn(quietPortal, "requester");
  const { caller } = await tokenOf(quietPortal, requester, ["audit:read", "vote", "request:read", "request:write"]);
  expect(await answerTo(quietPortal, caller, "GET", "/api/v1/audit/events")).toEqual([403, "not_allowed"]);
  const asked = await call(quietPortal, caller, "POST", "/api/v1/requests", {
    body: await wish(quietPortal, requester),
  });
  const { id, digest } = asked.json<{ id: string; digest: string }>();
  expect(
    await answerTo(quietPortal, caller, "POST", `/api/v1/requests/${id}/votes`, { vote: "approve", digest }),
  ).toEqual([...[403, "own_request"]]);
});

test("a token makes no tokens, opens no page, and never goes together with a session", async ({ quietPortal }) => {
  const requester = await signIn(quietPortal, "requester");
  const { caller } = await tokenOf(quietPortal, requester, ["request:read"]);
  const action = actionNamed("app/(portal)/settings/actions.ts#createTokenAction");
  const input = { name: "its child", scopes: ["credential"], days: 90 };
  const minted = await callAction(quietPortal, caller, action, action.page, [input]);
  expect(minted.returned).toMatchObject({ ok: false, code: "not_signed_in" });
  const page = await call(quietPortal, caller, "GET", "/access", { headers: { origin: "" } });
  expect([page.status, page.headers.get("location")]).toEqual([307, "/sign-in?callbackUrl=%2Faccess"]);
  const both = { name: "both", headers: { ...caller.headers, ...requester.headers } };
  expect(await answerTo(quietPortal, both, "GET", "/api/v1/me")).toEqual([401, "ambiguous_credentials"]);
});

test("a token that is over, ended or altered is nobody's", async ({ quietPortal }) => {
  const requester = await signIn(quietPortal, "requester");
  const [late, ended] = [
    await tokenOf(quietPortal, requester, ["request:read"]),
    await tokenOf(quietPortal, requester, ["request:read"]),
  ];
  const me = (caller: Caller) => answerTo(quietPortal, caller, "GET", "/api/v1/me");
  expect([await me(late.caller), await me(ended.caller)]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  await withClient(superuserUrl("lapse", quietPortal), (client) =>
    client.query(`update "ApiToken" set "expiresAt" = date_trunc('milliseconds', clock_timestamp()) where "id" = $1`, [
      late.id,
    ]),
  );
  const action = actionNamed("app/(portal)/settings/actions.ts#revokeTokenAction");
  await callAction(quietPortal, requester, action, action.page, [{ tokenId: ended.id }]);
  const altered = { name: "altered", headers: { authorization: `${ended.caller.headers["authorization"] ?? ""}x` } };
  for (const { caller } of [late, ended, { caller: altered }]) expect(await me(caller)).toEqual([401, "not_signed_in"]);
});

test("no token is kept in the clear", async ({ quietPortal }) => {
  const { caller } = await tokenOf(quietPortal, await signIn(quietPortal, "requester"), ["request:read"]);
  const secret = (caller.headers["authorization"] ?? "").replace("Bearer ", "");
  const tables = await withClient(superuserUrl("lapse", quietPortal), async (client) => {
    const { rows } = await client.query<{ text: string }>(
      `select to_jsonb(t)::text as text from "ApiToken" t union all select to_jsonb(a)::text from "AuditEvent" a`,
    );
    return rows.map(({ text }) => text).join("\n");
  });
  expect(tables).not.toContain(secret);
});

test("a token never stands in for a proof of identity, not even while its person's is fresh", async ({
  quietPortal,
}) => {
  const oncall = await signIn(quietPortal, "oncall");
  const { caller } = await tokenOf(quietPortal, oncall, ["request:read", "request:write"]);
  const { id } = await activeRead(quietPortal, oncall, 600);
  const more = { durationSeconds: 600, justification: "a little more, please" };
  expect(await answerTo(quietPortal, caller, "POST", `/api/v1/grants/${id}/extend`, more)).toEqual([
    ...[403, "verification_needed"],
  ]);
});

test("when a token's row goes the focus goes to the next, and at last to what is said instead", async ({
  page,
  quietPortal,
}) => {
  const security = await signIn(quietPortal, "security");
  await tokenOf(quietPortal, security, ["request:read"]);
  await tokenOf(quietPortal, security, ["vote"]);
  await page.context().addCookies(cookieFor(quietPortal.url, security));
  await openLive(page, `${quietPortal.url}/settings`);
  const revoke = page.getByRole("button", { name: "Revoke…" });
  await expect(revoke).toHaveCount(2);
  for (const left of [1, 0]) {
    await revoke.first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Revoke 1 token" }).click();
    await expect(revoke).toHaveCount(left);
    await expect(left > 0 ? revoke : page.getByText("No token of yours works")).toBeFocused();
  }
});
