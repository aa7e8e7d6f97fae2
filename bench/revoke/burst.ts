import { setTimeout as sleep } from "node:timers/promises";
import { perTarget } from "#core/usecases/reconcile/concurrency.ts";
import { type BenchPortal, seededOf, seedGrants } from "./bench-portal.ts";
import { runFloor } from "./floor.ts";
import { openPortal } from "./open-portal.ts";
import { checkEmpty, type RevokeTarget } from "./revoke-target.ts";

export interface Burst {
  readonly seconds: number;
  readonly floorSeconds: number;
  readonly ratio: number;
}

/** `count` grants of one target whose deadline is the same instant: how long until the last is confirmed, and how long a bare loop takes. */
export const measureBurst = async (portal: BenchPortal, target: RevokeTarget, count: number): Promise<Burst> => {
  const { admin, appUrl } = portal;
  const catalogued = await portal.catalogue(target);
  const seed = async (run: string, dueInMs: number): Promise<void> => {
    await target.fill(seededOf(run, count, target));
    const account = `'${target.accountOf(run, 0).replace(/0(?=@|$)/, `' || n || '`)}'`;
    await seedGrants(admin, { run, count, catalogued, account, dueInMs: String(dueInMs) });
  };

  await seed("floor", 0);
  const calls = await target.bareCalls(perTarget);
  const startedMs = performance.now();
  const ended = await runFloor({ url: appUrl, ...catalogued, calls, lanes: perTarget });
  const floorSeconds = (performance.now() - startedMs) / 1_000;
  await calls.close();
  if (ended !== count) throw new Error(`the floor ended ${ended} of ${count}`);
  await checkEmpty(target);

  const leadMs = 3_000;
  await seed("burst", leadMs + 600_000);
  await admin.query(
    `WITH due AS (SELECT date_trunc('milliseconds', clock_timestamp()) + $1::int * interval '1 ms' AS at),
       g AS (UPDATE "Grant" SET "expiresAt" = due.at FROM due WHERE "id" LIKE 'grt\\_burst\\_%' AND "targetId" = $2)
     UPDATE "Holding" SET "dueAt" = due.at FROM due WHERE "id" LIKE 'hld\\_burst\\_%' AND "targetId" = $2`,
    [leadMs, catalogued.targetId],
  );
  const running = openPortal(appUrl, 12);
  const ticker = running.startTicker();
  const seconds = await untilEnded(portal, catalogued.targetId, count);
  await ticker.stop();
  await running.close();
  await checkEmpty(target);
  await admin.query('TRUNCATE "Grant", "Holding", "Operation"');
  return { seconds, floorSeconds, ratio: Number((seconds / floorSeconds).toFixed(2)) };
};

/** From the deadline to the last confirmation, both as the database has them. */
const untilEnded = async ({ admin }: BenchPortal, targetId: string, count: number): Promise<number> => {
  for (;;) {
    await sleep(250);
    const { rows } = await admin.query<{ left: number; seconds: number | null }>(
      `SELECT count(*) FILTER (WHERE "status" <> 'ended')::int AS left,
         extract(epoch FROM max("endedAt") - max("expiresAt"))::float8 AS seconds
       FROM "Grant" WHERE "targetId" = $1 AND "id" LIKE 'grt\\_burst\\_%'`,
      [targetId],
    );
    const [row] = rows;
    if (row?.left === 0 && row.seconds !== null) return Number(row.seconds.toFixed(2));
    if (row === undefined || row.left > count) throw new Error("more grants than were made");
  }
};
