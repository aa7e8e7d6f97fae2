import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "./create-core-adapters.ts";
import { ids } from "./sample-rows.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { transition } from "#core/domain/transition.ts";
import type { AuditFilter } from "#core/ports/audit-trail.ts";
import { withClient } from "#scripts/postgres/with-client.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const database = await openTestDatabase();
const core = createCoreAdapters(database.appUrl);
afterAll(core.close);
const reader = ids.newId("per");
const targetId = ids.newId("tgt");
const hour = 3_600_000;
const now = await core.clock.now();
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * hour);

// Positions follow instants, except that neighbours changed places: as when two statements ended in the other order.
await withClient(database.adminUrl, (admin) =>
  admin.query(
    `INSERT INTO "AuditEvent" ("at", "kind", "actorId", "via", "targetId", "correlationId", "data")
     SELECT $1::timestamptz - ((6000 - (n + CASE WHEN n % 2 = 0 THEN 1 ELSE -1 END))::float8 / 100) * interval '1 hour',
       CASE WHEN n % 10 = 0 THEN 'signedIn' ELSE 'signedOut' END, NULL, 'browser', CASE WHEN n % 3 = 0 THEN $2 END, 'c' || n, '{}'
     FROM generate_series(1, 6000) n`,
    [now.toISOString(), targetId],
  ),
);

const collect = async (filter: AuditFilter): Promise<readonly AuditEvent[]> => {
  const events: AuditEvent[] = [];
  for await (const event of core.audit.export(filter)) events.push(event);
  return events;
};
const pages = async (filter: AuditFilter): Promise<readonly AuditEvent[]> => {
  const events: AuditEvent[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await core.audit.page(filter, { limit: 500, cursor });
    events.push(...page.items);
    if (page.nextCursor === null) return events;
    cursor = page.nextCursor;
  }
};
const everything = await collect({});

test("an export holds everything once, oldest first", () => {
  expect(everything).toHaveLength(6000);
  expect(everything.map(({ position }) => BigInt(position))).toEqual(
    Array.from({ length: 6000 }, (_, n) => BigInt(n + 1)),
  );
});

test.for([
  {},
  { kind: "signedIn" },
  { targetId },
  { from: hoursAgo(10) },
  { to: hoursAgo(50) },
  { from: hoursAgo(30.005), to: hoursAgo(29.995) },
  { kind: "signedIn", targetId, from: hoursAgo(40), to: hoursAgo(3) },
  { from: hoursAgo(-1) },
  { to: hoursAgo(1000) },
  { actorId: reader },
] satisfies AuditFilter[])("pages and export find exactly what the filter says: %o", async (filter: AuditFilter) => {
  const wanted = everything.filter(
    ({ kind, targetId: target, at, actorId }) =>
      (filter.kind === undefined || kind === filter.kind) &&
      (filter.targetId === undefined || target === filter.targetId) &&
      (filter.actorId === undefined || actorId === filter.actorId) &&
      (filter.from === undefined || at >= filter.from) &&
      (filter.to === undefined || at < filter.to),
  );
  expect(await collect(filter)).toEqual(wanted);
  expect(await pages(filter)).toEqual([...wanted].reverse());
});

test("an export ends although events keep coming", async () => {
  let count = 0;
  for await (const event of core.audit.export({})) {
    expect(event.kind).not.toBe("personAdded");
    if (count++ % 1_000 > 0) continue;
    await core.store.commit({ personId: null, via: "api", correlationId: "late" }, [
      transition({ events: [{ kind: "personAdded" }] }),
    ]);
  }
  expect(count).toBe(6000);
});

test("a reading is recent within its window, for its person and view", async () => {
  const view = "auditRead {}";
  expect(await core.audit.readRecently(reader, view, hour)).toBe(false);
  await core.store.commit({ personId: reader, via: "browser", correlationId: "r" }, [
    transition({ events: [{ kind: "auditRead", data: { view } }] }),
  ]);
  expect(await core.audit.readRecently(reader, view, hour)).toBe(true);
  expect(await core.audit.readRecently(reader, "other", hour)).toBe(false);
  expect(await core.audit.readRecently(ids.newId("per"), view, hour)).toBe(false);
  await expect.poll(() => core.audit.readRecently(reader, view, 5)).toBe(false);
});
