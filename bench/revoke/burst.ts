import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { capacity, perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { type BenchPortal, seededOf, seedGrants } from "./bench-portal.ts";
import { runFloor } from "./floor.ts";
import { openPortal } from "./open-portal.ts";
import { accountText, checkEmpty, type RevokeTarget, shareOf } from "./revoke-target.ts";

export interface Burst {
  readonly seconds: number;
  readonly floorSeconds: number;
  readonly ratio: number;
}

/** Of the portal and of the bare loop alike, however many targets there are. */
const connections = 12;
const leadMs = 3_000;

/**
 * `count` grants whose deadline is the same instant, at the targets of one kind together: how long until the last is confirmed, and how
 * long a bare loop takes that has as many of them in hand.
 */
export const measureBurst = async (
  portal: BenchPortal,
  targets: readonly RevokeTarget[],
  count: number,
): Promise<Burst> => {
  const { admin, appUrl } = portal;
  const places = await Promise.all(
    targets.map(async (target, at) => {
      const catalogued = await portal.catalogue(target);
      return { target, catalogued, share: shareOf(count, targets.length, at) };
    }),
  );
  const seed = async (name: string, dueInMs: number): Promise<void> => {
    await Promise.all(places.map(({ target, share }) => target.fill(seededOf(name + target.name, share, target))));
    for (const { target, catalogued, share } of places) {
      const run = name + target.name;
      const account = accountText(target, run);
      await seedGrants(admin, { run, count: share, catalogued, account, dueInMs: String(dueInMs) });
    }
  };

  await seed("floor", 0);
  const lanes = Math.min(perTarget, Math.floor(capacity / targets.length));
  const floorSeconds = await floorOf(appUrl, places, lanes);
  for (const target of targets) await checkEmpty(target);

  await seed("burst", leadMs + 600_000);
  const targetIds = places.map(({ catalogued }) => catalogued.targetId);
  await admin.query(
    `WITH due AS (SELECT date_trunc('milliseconds', clock_timestamp()) + $1::int * interval '1 ms' AS at),
       g AS (UPDATE "Grant" SET "expiresAt" = due.at FROM due WHERE "id" LIKE 'grt\\_burst%' AND "targetId" = ANY($2))
     UPDATE "Holding" SET "dueAt" = due.at FROM due WHERE "id" LIKE 'hld\\_burst%' AND "targetId" = ANY($2)`,
    [leadMs, targetIds],
  );
  const running = openPortal(appUrl, connections);
  const ticker = running.startTicker();
  const seconds = await untilEnded(portal, targetIds, count);
  await ticker.stop();
  await running.close();
  for (const target of targets) await checkEmpty(target);
  await admin.query('TRUNCATE "Grant", "Holding", "Operation"');
  return { seconds, floorSeconds, ratio: Number((seconds / floorSeconds).toFixed(2)) };
};

interface Place {
  readonly target: RevokeTarget;
  readonly catalogued: { readonly targetId: string; readonly entitlementIds: readonly string[] };
  readonly share: number;
}

/** How long the bare loop takes, at all of them at once. */
const floorOf = async (url: string, places: readonly Place[], lanes: number): Promise<number> => {
  const pool = new pg.Pool({ connectionString: url, max: connections });
  const floors = await Promise.all(
    places.map(async ({ target, catalogued }) => ({
      pool,
      ...catalogued,
      calls: await target.bareCalls(lanes),
      lanes,
    })),
  );
  const startedMs = performance.now();
  const ended = await Promise.all(floors.map(runFloor));
  const seconds = (performance.now() - startedMs) / 1_000;
  await Promise.all([pool.end(), ...floors.map(({ calls }) => calls.close())]);
  for (const [at, { target, share }] of places.entries())
    if (ended[at] !== share) throw new Error(`the floor ended ${ended[at]} of ${share} at ${target.name}`);
  return seconds;
};

/** From the deadline to the last confirmation, both as the database has them. */
const untilEnded = async ({ admin }: BenchPortal, targetIds: readonly string[], count: number): Promise<number> => {
  for (;;) {
    await sleep(250);
    const { rows } = await admin.query<{ left: number; seconds: number | null }>(
      `SELECT count(*) FILTER (WHERE "status" <> 'ended')::int AS left,
         extract(epoch FROM max("endedAt") - max("expiresAt"))::float8 AS seconds
       FROM "Grant" WHERE "targetId" = ANY($1) AND "id" LIKE 'grt\\_burst%'`,
      [targetIds],
    );
    const [row] = rows;
    if (row?.left === 0 && row.seconds !== null) return Number(row.seconds.toFixed(2));
    if (row === undefined || row.left > count) throw new Error("more grants than were made");
  }
};
