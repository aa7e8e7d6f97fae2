import { afterAll, expect, test } from "vitest";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { openTestDatabase } from "../../scripts/test-database.ts";
import { csvLine } from "#server/api/audit-lines.ts";
import { accessAtOperation, listAuditEventsOperation } from "#server/api/operations/audit.ts";
import { serveExport } from "#server/api/serve-export.ts";
import { context } from "#server/context.ts";
import { defineRoute } from "#server/define-route.ts";
import { openDemoPortal } from "#server/testing/open-demo-portal.ts";

const database = await openTestDatabase();
const { signIn, personAt } = await openDemoPortal(database.appUrl);
afterAll(() => context().close());
const [auditor, requester, admin] = await Promise.all([signIn("auditor"), signIn("requester"), signIn("admin")]);

const at = (path: string, headers: Record<string, string>) =>
  new Request(`http://localhost:3000/api/v1${path}`, { headers });
const noPath = { params: Promise.resolve(undefined) };
const own = { origin: "http://localhost:3000" };

test("the record is read by auditors alone, newest first, page by page", async () => {
  const read = async (cookie: string, query: string) => {
    const response = await defineRoute(listAuditEventsOperation)(at(`/audit/events${query}`, { cookie }), noPath);
    return { status: response.status, json: (await response.json()) as { items: AuditEvent[]; nextCursor: string } };
  };
  for (const { cookie } of [requester, admin]) expect((await read(cookie, "")).status).toBe(403);
  const first = await read(auditor.cookie, "?limit=5");
  expect(first.status).toBe(200);
  expect(first.json.items).toHaveLength(5);
  const second = await read(auditor.cookie, `?limit=5&cursor=${first.json.nextCursor}`);
  const positions = [...first.json.items, ...second.json.items].map(({ position }) => BigInt(position));
  expect(positions).toEqual([...positions].sort((a, b) => (a > b ? -1 : 1)));
  expect(new Set(positions).size).toBe(10);
});

test("who had access then is answered for one entitlement or one person, not for both or neither", async () => {
  const ask = async (query: string) =>
    (await defineRoute(accessAtOperation)(at(`/audit/access-at${query}`, { cookie: auditor.cookie }), noPath)).status;
  const { id } = await personAt("requester");
  expect(await ask(`?personId=${id}&at=2026-01-01T00:00:00Z`)).toBe(200);
  expect(await ask("?at=2026-01-01T00:00:00Z")).toBe(422);
  expect(await ask(`?personId=${id}&at=yesterday`)).toBe(422);
  expect(await ask(`?personId=${id}&at=0000-01-01T00:00:00Z`)).toBe(422);
  expect(await ask(`?personId=${id}&entitlementId=ent_${"0".repeat(26)}&at=2026-01-01T00:00:00Z`)).toBe(422);
});

test("an export leaves only for our own pages, whole and oldest first, and is in the record itself", async () => {
  const { cookie } = auditor;
  const status = async (headers: Record<string, string>) => (await serveExport(at("/audit/export", headers))).status;
  expect(await status({ cookie })).toBe(403);
  expect(await status({ cookie, origin: "https://evil.example" })).toBe(403);
  expect(await status({ cookie, "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await status({ cookie, "sec-fetch-site": "same-origin" })).toBe(200);
  expect(await status({ cookie: requester.cookie, ...own })).toBe(403);
  expect(await status(own)).toBe(401);

  const response = await serveExport(at("/audit/export?format=jsonl", { cookie, ...own }));
  const events = (await response.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as AuditEvent);
  const positions = events.map(({ position }) => BigInt(position));
  expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
  const { rows } = await context().pool.query<{ n: string }>(`select count(*) as n from "AuditEvent"`);
  expect(events).toHaveLength(Number(rows[0]?.n));
  expect(events.map(({ kind }) => kind)).toContain("auditExported");
});

test("a cell of the CSV is quoted by RFC 4180 and never runs as a formula", () => {
  const event = {
    position: "1",
    at: new Date(0),
    kind: "voteCast",
    via: "api",
    actorId: null,
    data: { comment: '"a"\n' },
  };
  const line = csvLine({ ...event, correlationId: "=1+1" } as unknown as AuditEvent);
  expect(line).toBe(`1,1970-01-01T00:00:00.000Z,voteCast,api,,,,,,,'=1+1,"{""comment"":""\\""a\\""\\n""}"\r\n`);
});
