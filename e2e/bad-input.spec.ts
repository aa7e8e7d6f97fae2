import { entitlementFor } from "./support/ask.ts";
import { type Answer, call, type Caller, signIn } from "./support/call.ts";
import type { OwnPortal } from "./support/own-portal.ts";
import { expect, test } from "./support/signed-in.ts";
import { restingDigests, tableDigests } from "./support/table-digests.ts";

let requester: Caller;
let read: string;

test.beforeAll(async ({ quietPortal }) => {
  requester = await signIn(quietPortal, "requester");
  read = await entitlementFor(quietPortal, requester, "read");
});

const unknown = (prefix: string, n = 0): string => `${prefix}_${String(n).padStart(26, "0")}`;
const wish = () => ({ entitlementIds: [read], durationSeconds: 7200, justification: "to try every wrong thing" });

/** Makes the call, and looks that it left nothing behind. */
async function refused(portal: OwnPortal, make: () => Promise<Answer>): Promise<Answer> {
  const before = await restingDigests(portal);
  const answer = await make();
  expect(await tableDigests(portal)).toEqual(before);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const problem = answer.json<{ status: number; title: string; type: string }>();
  expect(problem).toMatchObject({ status: answer.status, type: `urn:lapse:problem:${answer.code ?? ""}` });
  return answer;
}

const tooMany = () => Array.from({ length: 51 }, (_, n) => unknown("ent", n));

/** What a body says instead of what it should, and the one answer to it. */
const bodies: Readonly<Record<string, readonly [number, string, () => unknown]>> = {
  "half a document": [400, "malformed_json", () => '{"entitlementIds":['],
  "nothing but a word": [400, "malformed_json", () => "approved"],
  "a number that JSON does not know": [400, "malformed_json", () => '{"durationSeconds":NaN}'],
  "a key that is there twice": [
    400,
    "malformed_json",
    () => `{"durationSeconds":60,${JSON.stringify(wish()).slice(1)}`,
  ],
  "one megabyte": [413, "body_too_large", () => ({ ...wish(), justification: "x".repeat(1_000_000) })],
  "a hundred thousand brackets": [413, "body_too_large", () => "[".repeat(100_000)],
  "deep brackets": [400, "malformed_json", () => "[".repeat(60_000)],
  "deep brackets that close": [422, "invalid_input", () => "[".repeat(30_000) + "]".repeat(30_000)],
  "no body": [422, "invalid_input", () => ""],
  "a list": [422, "invalid_input", () => [wish()]],
  null: [422, "invalid_input", () => "null"],
  "an unknown key": [422, "invalid_input", () => ({ ...wish(), status: "approved" })],
  "somebody else as the requester": [422, "invalid_input", () => ({ ...wish(), requesterId: unknown("per") })],
  "the prototype": [422, "invalid_input", () => `{"__proto__":{"admin":true},${JSON.stringify(wish()).slice(1)}`],
  "a constructor": [422, "invalid_input", () => ({ ...wish(), constructor: { prototype: {} } })],
  "no entitlement": [422, "invalid_input", () => ({ ...wish(), entitlementIds: [] })],
  "51 entitlements": [422, "invalid_input", () => ({ ...wish(), entitlementIds: tooMany() })],
  "the same entitlement twice": [422, "invalid_input", () => ({ ...wish(), entitlementIds: [read, read] })],
  "an entitlement that is not there": [
    422,
    "unknown_entitlement",
    () => ({ ...wish(), entitlementIds: [unknown("ent")] }),
  ],
  "another kind of id": [422, "invalid_input", () => ({ ...wish(), entitlementIds: [unknown("per")] })],
  "an operator for an id": [422, "invalid_input", () => ({ ...wish(), entitlementIds: [{ not: "" }] })],
  "an operator for the ids": [422, "invalid_input", () => ({ ...wish(), entitlementIds: { hasSome: [read] } })],
  "an operator for a text": [422, "invalid_input", () => ({ ...wish(), justification: { not: "" } })],
  "an operator for a person": [422, "invalid_input", () => ({ ...wish(), forPersonId: { not: "" } })],
  "a person who is not there": [422, "unknown_person", () => ({ ...wish(), forPersonId: unknown("per") })],
  "zero seconds": [422, "invalid_input", () => ({ ...wish(), durationSeconds: 0 })],
  "four seconds": [422, "invalid_input", () => ({ ...wish(), durationSeconds: 4 })],
  "negative seconds": [422, "invalid_input", () => ({ ...wish(), durationSeconds: -7200 })],
  "half a second": [422, "invalid_input", () => ({ ...wish(), durationSeconds: 60.5 })],
  "a year and a second": [422, "invalid_input", () => ({ ...wish(), durationSeconds: 31_536_001 })],
  "seconds beyond every integer": [422, "invalid_input", () => ({ ...wish(), durationSeconds: 1e308 })],
  "seconds as text": [422, "invalid_input", () => ({ ...wish(), durationSeconds: "7200" })],
  "a reason of 2,001 characters": [422, "invalid_input", () => ({ ...wish(), justification: "x".repeat(2_001) })],
  "NUL in the reason": [422, "invalid_input", () => ({ ...wish(), justification: "a reason\0with a hole" })],
  "a lone surrogate": [422, "invalid_input", () => ({ ...wish(), justification: "a reason \ud800 with half a sign" })],
  "NUL in a key": [422, "invalid_input", () => ({ ...wish(), "ticket\0": "INC-1" })],
  "a start in the past": [422, "starts_in_past", () => ({ ...wish(), startsAt: "2020-01-01T00:00:00Z" })],
  "a start without a zone": [422, "invalid_input", () => ({ ...wish(), startsAt: "2030-01-01T00:00:00" })],
  "a start on the 30th of February": [422, "invalid_input", () => ({ ...wish(), startsAt: "2030-02-30T00:00:00Z" })],
};

for (const [what, [status, code, body]] of Object.entries(bodies)) {
  test(`asking with ${what} is ${status} ${code}, also for a preview, and nothing is stored`, async ({
    quietPortal,
  }) => {
    const answer = await refused(quietPortal, async () => {
      const preview = await call(quietPortal, requester, "POST", "/api/v1/requests/preview", { body: body() });
      expect([preview.status, preview.code]).toEqual([status, code]);
      return call(quietPortal, requester, "POST", "/api/v1/requests", { body: body() });
    });
    expect([answer.status, answer.code]).toEqual([status, code]);
  });
}

/** Too little to ask with. What policy would say is told all the same, as while one types. */
const thinReasons: Readonly<Record<string, string>> = {
  "a reason of nine characters": "nine char",
  "a reason of spaces": " ".repeat(40),
  "a reason that nobody can see": "\u200b".repeat(40),
};

for (const [what, justification] of Object.entries(thinReasons)) {
  test(`asking with ${what} is 422 invalid_input, its preview is answered, and nothing is stored`, async ({
    quietPortal,
  }) => {
    const body = { ...wish(), justification };
    const answer = await refused(quietPortal, async () => {
      const preview = await call(quietPortal, requester, "POST", "/api/v1/requests/preview", { body });
      expect(preview.status).toBe(200);
      expect(preview.json<{ decision: { outcome: string } }>().decision.outcome).toBe("needs-approval");
      return call(quietPortal, requester, "POST", "/api/v1/requests", { body });
    });
    expect([answer.status, answer.code]).toEqual([422, "invalid_input"]);
  });
}

test("the same body, with nothing wrong in it, is taken", async ({ quietPortal }) => {
  const answer = await call(quietPortal, requester, "POST", "/api/v1/requests", { body: wish() });
  expect(answer.status).toBe(201);
});

for (const [type, status, code] of [
  ["text/plain", 403, "json_needed"],
  ["application/x-www-form-urlencoded", 403, "json_needed"],
  ["multipart/form-data; boundary=x", 403, "json_needed"],
  ["application/jsonp", 403, "json_needed"],
] as const) {
  test(`JSON that says it is ${type} is ${status} ${code}: a form of another site could send that`, async ({
    quietPortal,
  }) => {
    const answer = await refused(quietPortal, () =>
      call(quietPortal, requester, "POST", "/api/v1/requests", { body: wish(), headers: { "content-type": type } }),
    );
    expect([answer.status, answer.code]).toEqual([status, code]);
  });
}

const queries: readonly (readonly [string, number, string])[] = [
  ["/api/v1/requests?status=anything", 422, "invalid_input"],
  ["/api/v1/requests?status=pending&status=approved", 422, "invalid_input"],
  ["/api/v1/requests?status[not]=pending", 422, "invalid_input"],
  ["/api/v1/requests?limit=0", 422, "invalid_input"],
  ["/api/v1/requests?limit=1e9", 422, "invalid_input"],
  ["/api/v1/requests?cursor=forged", 422, "invalid_cursor"],
  ["/api/v1/requests?cursor=%00", 422, "invalid_input"],
  ["/api/v1/requests?constructor=1", 422, "invalid_input"],
  ["/api/v1/grants?personId=*", 422, "invalid_input"],
  ["/api/v1/entitlements?q=%00", 422, "invalid_input"],
  [`/api/v1/entitlements?q=${"x".repeat(201)}`, 422, "invalid_input"],
  ["/api/v1/entitlements?cursor=forged", 422, "invalid_cursor"],
  ["/api/v1/requests/%", 400, "malformed_address"],
  ["/api/v1/nothing", 404, "not_found"],
  [`/api/v1/requests/${unknown("req")}`, 404, "not_found"],
  ["/api/v1/requests/req_'%20or%201=1", 404, "not_found"],
  ["/api/v1/requests/..%2fgrants", 404, "not_found"],
  [`/api/v1/grants/${unknown("grt")}`, 404, "not_found"],
  ["/api/v1/grants/%00", 404, "not_found"],
];

for (const [path, status, code] of queries) {
  test(`GET ${path.slice(0, 80)} is ${status} ${code}`, async ({ quietPortal }) => {
    const answer = await refused(quietPortal, () => call(quietPortal, requester, "GET", path));
    expect([answer.status, answer.code]).toEqual([status, code]);
  });
}

test("what belongs to others is as unknown as what is not there, whatever the body says", async ({ quietPortal }) => {
  const made = await call(quietPortal, requester, "POST", "/api/v1/requests", { body: wish() });
  const { id, digest } = made.json<{ id: string; digest: string }>();
  const contractor = await signIn(quietPortal, "contractor");
  for (const body of [{ vote: "approve", digest }, { vote: { not: "" } }, "{", "x".repeat(70_000)]) {
    const [theirs, absent] = await Promise.all(
      [id, unknown("req")].map((each) =>
        call(quietPortal, contractor, "POST", `/api/v1/requests/${each}/votes`, { body }),
      ),
    );
    expect([theirs!.status, theirs!.code]).toEqual([404, "not_found"]);
    expect([absent!.status, absent!.code]).toEqual([404, "not_found"]);
  }
});

test("votes of the wrong form, with an old digest, or a second time change nothing", async ({ quietPortal }) => {
  const made = await call(quietPortal, requester, "POST", "/api/v1/requests", { body: wish() });
  const { id, digest } = made.json<{ id: string; digest: string }>();
  const approver = await signIn(quietPortal, "approver");
  const path = `/api/v1/requests/${id}/votes`;
  for (const [body, status, code] of [
    [{ vote: "maybe", digest }, 422, "invalid_input"],
    [{ vote: { not: "deny" }, digest }, 422, "invalid_input"],
    [{ vote: "approve", digest: "0".repeat(64) }, 409, "stale"],
    [{ vote: "approve", digest: { not: "" } }, 422, "invalid_input"],
    [{ vote: "approve", digest, durationSeconds: 7201 }, 422, "longer_than_asked"],
    [{ vote: "approve", digest, voterId: unknown("per") }, 422, "invalid_input"],
  ] as const) {
    const answer = await refused(quietPortal, () => call(quietPortal, approver, "POST", path, { body }));
    expect([answer.status, answer.code]).toEqual([status, code]);
  }
  expect((await call(quietPortal, approver, "POST", path, { body: { vote: "approve", digest } })).status).toBe(200);
  await restingDigests(quietPortal);
  const again = await call(quietPortal, approver, "POST", path, { body: { vote: "approve", digest } });
  expect(again.status).toBe(409);
});
