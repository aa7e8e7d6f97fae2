import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, expect, test } from "vitest";
import { insert, transition } from "#core/domain/transition.ts";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { context } from "#server/context.ts";
import { closeAllStreams, mostStreams } from "#server/live/open-streams.ts";
import { serveStream } from "#server/live/serve-stream.ts";
import { endOwnSession } from "#server/sign-in/end-own-session.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";

const database = await openTestDatabase();
const { core, signIn, personAt } = await openDemoPortal(database.appUrl);
afterEach(closeAllStreams);
afterAll(() => context().close());

const open = (cookie?: string) =>
  serveStream(new Request("http://localhost:3000/api/live", { headers: cookie ? { cookie } : {} }));

const record = (kind: "voteCast" | "auditRead" | "changeProposed") =>
  core.store.commit({ personId: null, via: "console", correlationId: "test" }, [
    transition({ events: [{ kind, data: { secret: "not for the stream" } }] }),
  ]);

/** Everything that the stream says until `wanted` is in it, or it ends. */
const readUntil = async (response: Response, wanted: string): Promise<string> => {
  let text = "";
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString();
    if (text.includes(wanted)) break;
  }
  return text;
};

test("nobody gets no stream", async () => {
  expect((await open()).status).toBe(401);
});

test("a change is told by its topic and nothing else; a reading is not told", async () => {
  const { cookie } = await signIn("requester");
  const response = await open(cookie);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  const told = 'data: {"topics":["changes"]}\n\n';
  const over = new AbortController();
  const reading = readUntil(response, told).finally(() => over.abort());
  // Again and again: the feed stands where the record stood at its own first look.
  while (!over.signal.aborted) {
    await record("auditRead");
    await record("changeProposed");
    await sleep(100);
  }
  const text = await reading;
  expect(text).toContain(told);
  expect(text).not.toContain("secret");
});

test("a stream ends within two looks after its session did, and says why", async () => {
  const { cookie, sessionId } = await signIn("oncall");
  const response = await open(cookie);
  await endOwnSession(sessionId, { address: null, correlationId: "test" });
  const text = await readUntil(response, "never said");
  expect(text).toMatch(/event: signed-out\ndata: \{\}\n\n$/);
});

test("an open stream does not keep an idle session alive", async () => {
  const { cookie, sessionId } = await signIn("approver");
  await open(cookie);
  await context().pool.query(
    `update "Session" set "seenAt" = clock_timestamp() - interval '20 minutes' where id = $1`,
    [sessionId],
  );
  const before = await core.sessions.find(sessionId);
  await sleep(1_500);
  expect((await core.sessions.find(sessionId))?.seenAt).toEqual(before?.seenAt);
});

test("one person cannot take all streams", async () => {
  const { cookie } = await signIn("security");
  for (let n = 0; n < mostStreams; n++) expect((await open(cookie)).status).toBe(200);
  const refused = await open(cookie);
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("5");
  expect((await open((await signIn("auditor")).cookie)).status).toBe(200);
});

test("a stream that could not begin takes nobody's place", async () => {
  const { cookie } = await signIn("admin");
  const { pool } = context();
  const whole = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>;
  const failing = (...asked: unknown[]): Promise<unknown> =>
    String(asked[0]).includes("10 seconds") ? Promise.reject(new Error("no database")) : whole(...asked);
  pool.query = failing as typeof pool.query;
  for (let n = 0; n < mostStreams; n++) await expect(open(cookie)).rejects.toThrow("no database");
  pool.query = whole as typeof pool.query;
  expect((await open(cookie)).status).toBe(200);
});

test("a token listens as its person, until it is revoked", async () => {
  const { token, hash } = core.secrets.newToken();
  const now = await core.clock.now();
  const row = {
    ...{ id: core.ids.newId("tok"), version: 1, personId: (await personAt("admin")).id, name: "t", hash, scopes: [] },
    ...{ createdAt: now, expiresAt: new Date(now.getTime() + 60_000), revokedAt: null },
  };
  await core.store.commit({ personId: null, via: "console", correlationId: "test" }, [
    transition({ writes: [insert("ApiToken", row)] }),
  ]);
  const headers = { authorization: `Bearer ${token}` };
  const response = await serveStream(new Request("http://localhost:3000/api/live", { headers }));
  expect(response.status).toBe(200);
  await context().pool.query(`update "ApiToken" set "revokedAt" = clock_timestamp() where id = $1`, [row.id]);
  expect(await readUntil(response, "never said")).toContain("event: signed-out");
});
