import { afterAll, expect, test } from "vitest";
import { createCoreAdapters } from "#adapters/prisma/create-core-adapters.ts";
import { sampleGrant } from "#adapters/prisma/sample-rows.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { insert, transition } from "#core/domain/transition.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { readFigures } from "#server/health/read-figures.ts";
import { metrics } from "#server/metrics.ts";

const { core, database } = await openTestCore();
const { pool, close } = createCoreAdapters(database.appUrl);
afterAll(close);
const by = { personId: null, via: "console", correlationId: "figures" } as const;
const endingAt = new Date("2026-05-01T00:00:00Z");

const ended = (targetId: Grant["targetId"], lagMs: number, changes: Partial<Grant> = {}) =>
  sampleGrant({
    ...{ status: "ended", targetId, readyAt: endingAt, endReason: "revoked", endingAt },
    endedAt: new Date(endingAt.getTime() + lagMs),
    ...changes,
  });

test("the lag of each target is its own histogram, and what was never proved is in none but counted", async () => {
  await createCompany(core);
  const { targetId: fast } = await addDirectory(core, { name: "fast" });
  const { targetId: dead } = await addDirectory(core, { name: "dead" });
  await addDirectory(core, { name: "idle" });
  const rows = [ended(fast, 200), ended(fast, 4000), ended(dead, 60, { endReason: "unverified" })];
  await core.store.commit(
    by,
    rows.map((row) => transition({ writes: [insert("Grant", row)] })),
  );
  await readFigures({ core, pool });
  await readFigures({ core, pool });
  const lines = (await metrics().registry.metrics()).split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      'lapse_revocation_lag_seconds_bucket{le="0.25",target="fast"} 1',
      'lapse_revocation_lag_seconds_bucket{le="5",target="fast"} 2',
      'lapse_revocation_lag_seconds_count{target="fast"} 2',
      'lapse_revocation_lag_seconds_count{target="dead"} 0',
      'lapse_revocation_lag_seconds_count{target="idle"} 0',
      'lapse_unverified_ends{target="fast"} 0',
      'lapse_unverified_ends{target="dead"} 1',
    ]),
  );
});

test("a look that fails takes no end with it, and two at once count none twice", async () => {
  const { targetId } = await addDirectory(core, { name: "late" });
  // Later than all that was looked at before.
  const [{ at }] = (await pool.query<{ at: Date }>(`select clock_timestamp() - interval '1 ms' as at`)).rows as [
    { at: Date },
  ];
  const endedAt = new Date(at.getTime() - 1_000);
  await core.store.commit(by, [
    transition({ writes: [insert("Grant", ended(targetId, 0, { endingAt: endedAt, endedAt }))] }),
  ]);
  const later = { ...core, clock: { now: () => Promise.resolve(new Date(at.getTime() + 5_000)) } };
  const broken = { query: () => Promise.reject(new Error("no database")) } as unknown as typeof pool;
  await expect(readFigures({ core: later, pool: broken })).rejects.toThrow("no database");
  await Promise.all([readFigures({ core: later, pool }), readFigures({ core: later, pool })]);
  expect(await metrics().registry.metrics()).toContain('lapse_revocation_lag_seconds_count{target="late"} 1');
});
