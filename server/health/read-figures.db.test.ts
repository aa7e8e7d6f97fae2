import { afterAll, beforeAll, expect, test } from "vitest";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { sampleGrant } from "#adapters/prisma/sample-rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { insert, transition, type Write } from "#core/domain/transition.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import type { Context } from "#server/context.ts";
import { readFigures } from "#server/health/read-figures.ts";
import { metrics } from "#server/metrics.ts";

const { core, database } = await openTestCore();
const { pool, close } = createCoreAdapters(database.appUrl);
afterAll(close);
const by = { personId: null, via: "console", correlationId: "figures" } as const;

/** Looks as if it were then: what it reads is bounded by when it looks. */
const lookAt = (at: Date, through: Pick<Context, "pool"> = { pool }) =>
  readFigures({ core: { ...core, clock: { now: () => Promise.resolve(at) } }, ...through });
const later = (at: Date, ms: number) => new Date(at.getTime() + ms);
const ended = (targetId: Grant["targetId"], endedAt: Date, lagMs: number, changes: Partial<Grant> = {}) => {
  const endingAt = later(endedAt, -lagMs);
  return insert(
    "Grant",
    sampleGrant({
      ...{ status: "ended", targetId, readyAt: endingAt, endReason: "revoked", endingAt, endedAt },
      ...changes,
    }),
  );
};
const write = (...writes: readonly Write[]) =>
  core.store.commit(
    by,
    writes.map((each) => transition({ writes: [each] })),
  );
const counted = async () =>
  (await metrics().registry.metrics()).split("\n").filter((line) => line.startsWith("lapse_"));
const [begun, settled, dayMs] = [new Date("2026-05-01T00:00:00Z"), 10_000, 86_400_000];

beforeAll(async () => {
  await createCompany(core);
});

test("the lag of each target is its own histogram, and what was never proved is in none but counted", async () => {
  const { targetId: fast } = await addDirectory(core, { name: "fast" });
  const { targetId: dead } = await addDirectory(core, { name: "dead" });
  await addDirectory(core, { name: "idle" });
  const reads: Date[][] = [];
  const watched = {
    query: (...[text, values]: Parameters<typeof pool.query>) => (
      reads.push(values as Date[]),
      pool.query(text, values)
    ),
  };
  await write(ended(fast, later(begun, -2 * dayMs), 90_000));
  await lookAt(begun, { pool: watched as unknown as typeof pool });
  // A process that begins does not read all that ever ended, which may be billions of rows.
  const [since, until] = reads[0]!;
  expect(until).toEqual(later(begun, -2_000));
  expect(since!.getTime()).toBeGreaterThanOrEqual(until!.getTime() - dayMs);
  const at = later(begun, 1_000);
  await write(
    ended(fast, at, 200),
    ended(fast, at, 200),
    ended(fast, at, 4000),
    ended(dead, at, 60, { endReason: "unverified" }),
  );
  await lookAt(later(begun, settled));
  await lookAt(later(begun, settled));
  expect(await counted()).toEqual(
    expect.arrayContaining([
      'lapse_revocation_lag_seconds_bucket{le="0.25",target="fast"} 2',
      'lapse_revocation_lag_seconds_bucket{le="5",target="fast"} 3',
      'lapse_revocation_lag_seconds_count{target="fast"} 3',
      'lapse_revocation_lag_seconds_count{target="dead"} 0',
      'lapse_revocation_lag_seconds_count{target="idle"} 0',
      'lapse_unverified_ends{target="fast"} 0',
      'lapse_unverified_ends{target="dead"} 1',
    ]),
  );
});

test("a look that fails takes no end with it, and two at once count none twice", async () => {
  const { targetId } = await addDirectory(core, { name: "late" });
  const at = later(begun, 2 * settled);
  await lookAt(at);
  await write(ended(targetId, later(at, 1_000), 0));
  const broken = { query: () => Promise.reject(new Error("no database")) } as unknown as typeof pool;
  await expect(lookAt(later(at, settled), { pool: broken })).rejects.toThrow("no database");
  await Promise.all([lookAt(later(at, settled)), lookAt(later(at, settled))]);
  expect(await counted()).toContain('lapse_revocation_lag_seconds_count{target="late"} 1');
});
