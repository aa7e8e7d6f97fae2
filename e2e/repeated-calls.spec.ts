import { randomUUID } from "node:crypto";
import { superuserUrl } from "#scripts/playwright/portal-under-test.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { activeRead, ask, entitlementFor, type ShownRequest } from "./support/ask.ts";
import { type Caller, call, nobody, signIn } from "./support/call.ts";
import type { OwnPortal } from "./support/own-portal.ts";
import { expect, test } from "./support/signed-in.ts";

const requestsCalled = (portal: OwnPortal, justification: string): Promise<number> =>
  withClient(superuserUrl("lapse", portal), async (client) => {
    const { rowCount } = await client.query(`select from "Request" where "justification" = $1`, [justification]);
    return rowCount ?? 0;
  });

async function keyedWish(portal: OwnPortal, caller: Caller) {
  const justification = `once and only once, ${randomUUID()}`;
  const body = { entitlementIds: [await entitlementFor(portal, caller, "read")], durationSeconds: 7200, justification };
  const headers = { "idempotency-key": randomUUID() };
  const send = (changes: object = {}, as: Caller = caller) =>
    call(portal, as, "POST", "/api/v1/requests", { body: { ...body, ...changes }, headers });
  return { justification, send };
}

test("a call repeated under its key is answered as the first was, and done once", async ({ quietPortal }) => {
  const { justification, send } = await keyedWish(quietPortal, await signIn(quietPortal, "requester"));
  const [first, second] = [await send(), await send()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.text).toBe(first.text);
  expect([first, second].map(({ headers }) => headers.get("idempotency-replayed"))).toEqual([null, "true"]);
  expect(await requestsCalled(quietPortal, justification)).toBe(1);
  expect((await send({ durationSeconds: 7201 })).code).toBe("idempotency_key_reused");
});

test("twenty at once under one key make one request", async ({ quietPortal }) => {
  const { justification, send } = await keyedWish(quietPortal, await signIn(quietPortal, "requester"));
  const answers = await Promise.all(Array.from({ length: 20 }, () => send()));
  for (const { status, code } of answers) expect(status === 201 || code === "idempotency_key_in_use").toBe(true);
  expect(answers.some(({ status }) => status === 201)).toBe(true);
  expect(await requestsCalled(quietPortal, justification)).toBe(1);
});

test("the key of one person means nothing for another", async ({ quietPortal }) => {
  const { justification, send } = await keyedWish(quietPortal, await signIn(quietPortal, "requester"));
  const first = await send();
  const other = await send({}, await signIn(quietPortal, "oncall"));
  expect(other.status).toBe(201);
  expect(other.json<{ id: string }>().id).not.toBe(first.json<{ id: string }>().id);
  expect(await requestsCalled(quietPortal, justification)).toBe(2);
});

test("no secret is stored for a replay: a reveal refuses a key, and of ten at once one is answered", async ({
  quietPortal,
}) => {
  const oncall = await signIn(quietPortal, "oncall");
  const { id } = await activeRead(quietPortal, oncall);
  const reveal = (headers: Record<string, string> = {}) =>
    call(quietPortal, oncall, "POST", `/api/v1/grants/${id}/credential`, { body: {}, headers });
  expect((await reveal({ "idempotency-key": randomUUID() })).code).toBe("idempotency_key_refused");
  const answers = await Promise.all(Array.from({ length: 10 }, () => reveal()));
  const shown = answers.filter(({ status }) => status === 200);
  expect(shown).toHaveLength(1);
  expect(shown[0]!.headers.get("cache-control")).toBe("no-store");
  for (const { status } of answers.filter((answer) => !shown.includes(answer))) expect(status).toBe(409);
});

test("ten equal votes at once: one counts, one grant comes of it", async ({ quietPortal }) => {
  const request = await ask(quietPortal, await signIn(quietPortal, "requester"), "read", { durationSeconds: 7200 });
  const approver = await signIn(quietPortal, "approver");
  const vote = () =>
    call(quietPortal, approver, "POST", `/api/v1/requests/${request.id}/votes`, {
      body: { vote: "approve", digest: request.digest },
    });
  const answers = await Promise.all(Array.from({ length: 10 }, vote));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const { status } of answers) expect([200, 409]).toContain(status);
  const after = await call(quietPortal, approver, "GET", `/api/v1/requests/${request.id}`);
  const { votes, grants } = after.json<ShownRequest & { votes: unknown[] }>();
  expect([votes.length, grants.length]).toEqual([1, 1]);
});

const cron = "/api/cron/revoke-expired";

test("the scheduled route answers its secret alone, by GET and POST", async ({ quietPortal }) => {
  const as = (authorization: string): Caller => ({ name: authorization, headers: { authorization } });
  for (const method of ["GET", "POST"]) {
    for (const caller of [nobody, as("Bearer wrong"), as(`Basic ${quietPortal.cronSecret}`), as("Bearer ")]) {
      expect([caller.name, (await call(quietPortal, caller, method, cron)).status]).toEqual([caller.name, 401]);
    }
    expect((await call(quietPortal, as(`Bearer ${quietPortal.cronSecret}`), method, cron)).status).toBe(200);
  }
});

test("fifty scheduled calls at once, beside the ticker, end each grant exactly once", async ({ quietPortal }) => {
  const oncall = await signIn(quietPortal, "oncall");
  const grants = await Promise.all([1, 2, 3].map(() => activeRead(quietPortal, oncall)));
  await Promise.all(
    grants.map(({ id }) => call(quietPortal, oncall, "POST", `/api/v1/grants/${id}/return`, { body: {} })),
  );
  const scheduler = { name: "scheduler", headers: { authorization: `Bearer ${quietPortal.cronSecret}` } };
  const answers = await Promise.all(Array.from({ length: 50 }, () => call(quietPortal, scheduler, "POST", cron)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  await expect
    .poll(() =>
      withClient(superuserUrl("lapse", quietPortal), async (client) => {
        const { rows } = await client.query<{ kind: string; n: number }>(
          `select "kind", count(*)::int as n from "AuditEvent"
            where "grantId" = any($1) and "kind" in ('grantEnding', 'grantEnded') group by "kind" order by "kind"`,
          [grants.map(({ id }) => id)],
        );
        return rows;
      }),
    )
    .toEqual([
      { kind: "grantEnded", n: 3 },
      { kind: "grantEnding", n: 3 },
    ]);
});
