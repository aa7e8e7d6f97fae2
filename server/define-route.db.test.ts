import { afterAll, expect, test } from "vitest";
import type { TokenScope } from "#core/domain/directory/session.ts";
import { extendLog } from "#core/usecases/log/extend-log.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { endOwnSession } from "#server/sign-in/end-own-session.ts";
import { openTestDatabase } from "../scripts/test-database.ts";
import { withClient } from "../scripts/postgres/with-client.ts";
import { readGrantOperation, revealCredentialOperation } from "#server/api/operations/grants.ts";
import { readMeOperation, searchEntitlementsOperation } from "#server/api/operations/people.ts";
import {
  cancelRequestOperation,
  listRequestsOperation,
  submitRequestOperation,
  voteOnRequestOperation,
} from "#server/api/operations/requests.ts";
import type { Operation } from "#server/api/operation.ts";
import { context } from "#server/context.ts";
import { defineRoute } from "#server/define-route.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";

const database = await openTestDatabase();
const { core, signIn, personAt } = await openDemoPortal(database.appUrl);
afterAll(() => context().close());

const own = { origin: "http://localhost:3000", "content-type": "application/json" };
const [requester, approver, contractor] = (await Promise.all(["requester", "approver", "contractor"].map(signIn))) as [
  Awaited<ReturnType<typeof signIn>>,
  Awaited<ReturnType<typeof signIn>>,
  Awaited<ReturnType<typeof signIn>>,
];

const call = async (
  operation: Operation,
  {
    headers = {},
    params = {},
    query = "",
    body,
  }: { headers?: Record<string, string>; params?: Record<string, string>; query?: string; body?: unknown },
) => {
  const text = body === undefined || typeof body === "string" ? body : JSON.stringify(body);
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const request = new Request(`http://localhost:3000/api/v1${path}${query}`, {
    method: operation.method,
    headers,
    ...(text === undefined ? {} : { body: text }),
  });
  const response = await defineRoute(operation)(request, { params: Promise.resolve(params) });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Record<string, never> };
};

const tokenFor = async (at: string, scopes: readonly TokenScope[]) => {
  const { token, hash } = core.secrets.newToken();
  const now = await core.clock.now();
  const row = {
    ...{ id: core.ids.newId("tok"), version: 1, personId: (await personAt(at)).id, name: "test", hash, scopes },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + 3_600_000), revokedAt: null },
  };
  await core.store.commit({ personId: null, via: "console", correlationId: "test" }, [
    transition({ writes: [insert("ApiToken", row)] }),
  ]);
  return { authorization: `Bearer ${token}` };
};

// As in a portal that runs: its witness knows this database.
await extendLog(core);
const found = await call(searchEntitlementsOperation, { headers: { cookie: requester.cookie }, query: "?q=orders" });
const entitlements = found.json["items"] as unknown as { id: string; action: string }[];
const read = entitlements.find(({ action }) => action === "read")!.id;
const wish = { entitlementIds: [read], durationSeconds: 600, justification: "to test the doors well" };
const cookie = { ...own, cookie: requester.cookie };

const everyRow = () =>
  withClient(database.adminUrl, async (client) => {
    const { rows } = await client.query<{ n: string }>(
      `select (select count(*) from "Request") + (select count(*) from "Vote") + (select count(*) from "Grant")
            + (select count(*) from "AuditEvent") + (select coalesce(sum("version"), 0) from "Request") as n`,
    );
    return rows[0]?.n;
  });

test("the catalogue of the demo is found by a word of it", () => {
  expect(entitlements.map(({ action }) => action).sort()).toEqual(["read", "write"]);
});

test.each<[string, number, string, Record<string, string>, unknown]>([
  ["nobody", 401, "not_signed_in", own, wish],
  ["a forged cookie", 401, "not_signed_in", { ...own, cookie: "lapse-3000.session-token=forged" }, wish],
  ["two session cookies", 401, "not_signed_in", { ...own, cookie: `${requester.cookie}; ${approver.cookie}` }, wish],
  [
    "a session and a token together",
    401,
    "ambiguous_credentials",
    { ...cookie, authorization: "Bearer lapse_x" },
    wish,
  ],
  ["no origin", 403, "foreign_origin", { cookie: requester.cookie, "content-type": "application/json" }, wish],
  ["a foreign origin", 403, "foreign_origin", { ...cookie, origin: "https://evil.example" }, wish],
  [
    "an origin that only begins like ours",
    403,
    "foreign_origin",
    { ...cookie, origin: "http://localhost:30000" },
    wish,
  ],
  ["origin null", 403, "foreign_origin", { ...cookie, origin: "null" }, wish],
  ["a form", 403, "json_needed", { ...cookie, "content-type": "text/plain" }, wish],
  ["1 MB", 413, "body_too_large", cookie, { ...wish, justification: "x".repeat(1_000_000) }],
  ["half a document", 400, "malformed_json", cookie, '{"entitlementIds":['],
  [
    "a key that is there twice",
    400,
    "malformed_json",
    cookie,
    `{"durationSeconds":600,${JSON.stringify(wish).slice(1)}`,
  ],
  ["brackets as deep as a body allows", 422, "invalid_input", cookie, "[".repeat(30_000) + "]".repeat(30_000)],
  ["a reason that nobody can see", 422, "invalid_input", cookie, { ...wish, justification: "\u200b\u2060".repeat(20) }],
  ["an unknown key", 422, "invalid_input", cookie, { ...wish, status: "approved" }],
  ["the prototype as a key", 422, "invalid_input", cookie, `{"__proto__":{"a":1},${JSON.stringify(wish).slice(1)}`],
  ["zero seconds", 422, "invalid_input", cookie, { ...wish, durationSeconds: 0 }],
  ["negative seconds", 422, "invalid_input", cookie, { ...wish, durationSeconds: -600 }],
  ["a number as text", 422, "invalid_input", cookie, { ...wish, durationSeconds: "600" }],
  ["an operator where text belongs", 422, "invalid_input", cookie, { ...wish, justification: { not: "" } }],
  ["an operator where an id belongs", 422, "invalid_input", cookie, { ...wish, entitlementIds: [{ not: "" }] }],
  ["a start past the last year", 422, "invalid_input", cookie, { ...wish, startsAt: "9999-12-31T23:59:59-23:59" }],
  ["NUL", 422, "invalid_input", cookie, { ...wish, ticket: "a\0b" }],
  ["a lone surrogate", 422, "invalid_input", cookie, { ...wish, justification: "\ud800 and ten more" }],
  ["the same entitlement twice", 422, "invalid_input", cookie, { ...wish, entitlementIds: [read, read] }],
  [
    "an entitlement that is not there",
    422,
    "unknown_entitlement",
    cookie,
    { ...wish, entitlementIds: [`ent_${"0".repeat(26)}`] },
  ],
  ["a list where an object belongs", 422, "invalid_input", cookie, [wish]],
  ["a wrong idempotency key", 422, "invalid_idempotency_key", { ...cookie, "idempotency-key": "a key" }, wish],
])("%s: %i %s, and nothing is stored", async (_, status, code, headers, body) => {
  const before = await everyRow();
  const answer = await call(submitRequestOperation, { headers, body });
  expect([answer.status, answer.json["code"]]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.json["instance"]).toBe(`urn:uuid:${answer.headers.get("lapse-correlation-id") ?? ""}`);
  expect(await everyRow()).toBe(before);
});

test("the same body from the right person succeeds, once for one key", async () => {
  const headers = { ...cookie, "idempotency-key": "the-first-wish" };
  const first = await call(submitRequestOperation, { headers, body: wish });
  expect(first.status).toBe(201);
  expect(first.json).toMatchObject({ status: "pending", decision: { outcome: "needs-approval" } });
  const before = await everyRow();
  const again = await call(submitRequestOperation, { headers, body: wish });
  expect(again.json).toEqual(first.json);
  expect(again.headers.get("idempotency-replayed")).toBe("true");
  const other = await call(submitRequestOperation, { headers, body: { ...wish, durationSeconds: 700 } });
  expect([other.status, other.json["code"]]).toEqual([422, "idempotency_key_reused"]);
  expect(await everyRow()).toBe(before);
});

test("while nobody proves that access ends, nothing is granted; the same key may try again later", async () => {
  const { cookie: oncall } = await signIn("oncall");
  const headers = { ...own, cookie: oncall, "idempotency-key": "during-the-silence" };
  await context().pool.query(`update "Heartbeat" set "at" = clock_timestamp() - interval '61 seconds'`);
  const before = await everyRow();
  const silent = await call(submitRequestOperation, { headers, body: wish });
  expect([silent.status, silent.json["code"]]).toEqual([503, "revoker_silent"]);
  expect(silent.headers.get("retry-after")).toBe("60");
  expect(await everyRow()).toBe(before);
  await core.heartbeats.beat(reconcilerHeartbeat, "test");
  const later = await call(submitRequestOperation, { headers, body: wish });
  expect([later.status, later.json["status"]]).toEqual([201, "approved"]);
});

test("the wrong person is refused before the body is looked at, and the right one succeeds with it", async () => {
  const { json: request } = await call(submitRequestOperation, { headers: cookie, body: wish });
  const params = { requestId: String(request["id"]) };
  const ballot = { vote: "approve", digest: request["digest"] };
  const as = (session: { cookie: string }) => ({ ...own, cookie: session.cookie });
  const before = await everyRow();
  for (const body of ["{not json", { garbage: true }, ballot]) {
    const stranger = await call(voteOnRequestOperation, { headers: as(contractor), params, body });
    expect([stranger.status, stranger.json["code"]]).toEqual([404, "not_found"]);
    const self = await call(voteOnRequestOperation, { headers: as(requester), params, body });
    expect([self.status, self.json["code"]]).toEqual([403, "own_request"]);
    const canceller = await call(cancelRequestOperation, { headers: as(approver), params, body });
    expect([canceller.status, canceller.json["code"]]).toEqual([403, "not_allowed"]);
  }
  expect(await everyRow()).toBe(before);
  const bad = await call(voteOnRequestOperation, { headers: as(approver), params, body: { garbage: true } });
  expect([bad.status, bad.json["code"]]).toEqual([422, "invalid_input"]);
  const stale = await call(voteOnRequestOperation, {
    headers: as(approver),
    params,
    body: { ...ballot, digest: "0".repeat(64) },
  });
  expect([stale.status, stale.json["code"]]).toEqual([409, "stale"]);
  const good = await call(voteOnRequestOperation, { headers: as(approver), params, body: ballot });
  expect([good.status, good.json["status"]]).toEqual([200, "approved"]);
  const late = await call(voteOnRequestOperation, { headers: as(approver), params, body: ballot });
  expect([late.status, late.json["code"]]).toEqual([409, "not_pending"]);
  const [grant] = good.json["grants"] as unknown as { id: string }[];
  const secret = { params: { grantId: grant!.id }, body: {} };
  const keyed = await call(revealCredentialOperation, { headers: { ...cookie, "idempotency-key": "k" }, ...secret });
  expect([keyed.status, keyed.json["code"]]).toEqual([422, "idempotency_key_refused"]);
  const early = await call(revealCredentialOperation, { headers: cookie, ...secret });
  expect([early.status, early.json["code"]]).toEqual([409, "not_active"]);
});

test("a path that names nothing is a 404, whatever its shape", async () => {
  for (const grantId of [`grt_${"0".repeat(26)}`, "grt_1", "../me", "' or 1=1 --", "req_x"]) {
    const answer = await call(readGrantOperation, { headers: { cookie: requester.cookie }, params: { grantId } });
    expect([answer.status, answer.json["code"]]).toEqual([404, "not_found"]);
  }
});

test.each([
  ["?status=everything", "invalid_input"],
  ["?unknown=1", "invalid_input"],
  ["?limit=1&limit=2", "invalid_input"],
  ["?limit=0", "invalid_input"],
  ["?status[not]=pending", "invalid_input"],
  ["?cursor=nonsense", "invalid_cursor"],
  ["?cursor=a%00b", "invalid_input"],
])("a query %s is refused as %s", async (query, code) => {
  const answer = await call(listRequestsOperation, { headers: { cookie: requester.cookie }, query });
  expect([answer.status, answer.json["code"]]).toEqual([422, code]);
});

test("a token does what its scopes name and nothing else; no scope is given by default", async () => {
  const reading = await tokenFor("requester", ["request:read"]);
  expect((await call(readMeOperation, { headers: reading })).json).toMatchObject({
    name: "Ines Duarte",
    scopes: ["request:read"],
  });
  const refused = await call(submitRequestOperation, { headers: { ...reading, ...own }, body: wish });
  expect([refused.status, refused.json["code"]]).toEqual([403, "insufficient_scope"]);
  const writing = await tokenFor("requester", ["request:write"]);
  // A token is no cookie: no browser sends it by itself, so it needs no Origin.
  const asked = await call(submitRequestOperation, {
    headers: { ...writing, "content-type": "application/json" },
    body: wish,
  });
  expect(asked.status).toBe(201);
  const form = await call(submitRequestOperation, {
    headers: { ...writing, "content-type": "text/plain" },
    body: wish,
  });
  expect([form.status, form.json["code"]]).toEqual([415, "unsupported_media_type"]);
});

test("a session that was ended is nobody on the next call, and so is a person who was disabled", async () => {
  const session = await signIn("oncall");
  const me = () => call(readMeOperation, { headers: { cookie: session.cookie } });
  expect((await me()).status).toBe(200);
  await endOwnSession(session.sessionId, { address: null, correlationId: "test" });
  expect((await me()).status).toBe(401);

  const another = await signIn("oncall");
  const token = await tokenFor("oncall", ["request:read"]);
  const asThem = async () => [
    (await call(readMeOperation, { headers: { cookie: another.cookie } })).status,
    (await call(readMeOperation, { headers: token })).status,
  ];
  expect(await asThem()).toEqual([200, 200]);
  await withClient(database.adminUrl, (client) =>
    client.query(`update "Person" set "disabledAt" = clock_timestamp() where "email" like 'oncall@%'`),
  );
  expect(await asThem()).toEqual([401, 401]);
});

test("a session ends after half an hour without use, which watching does not count as, and after twelve hours of it", async () => {
  const me = (cookieOf: string, more = {}) => call(readMeOperation, { headers: { cookie: cookieOf, ...more } });
  const age = (id: string, seen: string, left: string) =>
    withClient(database.adminUrl, (client) =>
      client.query(
        `update "Session" set "seenAt" = clock_timestamp() - $2::interval, "expiresAt" = clock_timestamp() + $3::interval where id = $1`,
        [id, seen, left],
      ),
    );
  const session = await signIn("requester");
  await age(session.sessionId, "29 minutes", "1 hour");
  expect((await me(session.cookie, { "lapse-automatic": "1" })).status).toBe(200);
  const seenAt = (await core.sessions.find(session.sessionId))!.seenAt;
  expect((await core.clock.now()).getTime() - seenAt.getTime()).toBeGreaterThan(28 * 60_000);
  await age(session.sessionId, "30 minutes", "1 hour");
  expect((await me(session.cookie)).status).toBe(401);
  await age(session.sessionId, "0 minutes", "0 seconds");
  expect((await me(session.cookie)).status).toBe(401);
});
