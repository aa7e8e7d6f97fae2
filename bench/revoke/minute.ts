import { setTimeout as sleep } from "node:timers/promises";
import { type BenchPortal, seededOf, seedGrants } from "./bench-portal.ts";
import { openPortal } from "./open-portal.ts";
import { accountText, checkEmpty, type RevokeTarget, shareOf } from "./revoke-target.ts";

export interface Minute {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/**
 * `count` deadlines spread evenly over some seconds, over all kinds and over the targets of each; from each deadline to the target's
 * confirmed absence.
 */
export const measureMinute = async (
  portal: BenchPortal,
  kinds: readonly (readonly RevokeTarget[])[],
  count: number,
  seconds: number,
): Promise<Minute> => {
  const { admin, appUrl } = portal;
  const shares = kinds.flatMap((targets, kind) => {
    const ofKind = shareOf(count, kinds.length, kind);
    return targets.map((target, at) => ({ target, share: shareOf(ofKind, targets.length, at) }));
  });
  for (const { target, share } of shares) {
    const run = `minute${target.name}`;
    const catalogued = await portal.catalogue(target);
    await target.fill(seededOf(run, share, target));
    const account = accountText(target, run);
    const dueInMs = `600000 + n * ${(seconds * 1_000) / share}`;
    await seedGrants(admin, { run, count: share, catalogued, account, dueInMs });
  }
  // All begin together once everything is made: 3 s from now.
  await admin.query(
    `WITH shift AS (SELECT date_trunc('milliseconds', clock_timestamp()) + interval '3 s' - min("dueAt") AS by FROM "Holding"),
       g AS (UPDATE "Grant" SET "expiresAt" = "expiresAt" + shift.by FROM shift)
     UPDATE "Holding" SET "dueAt" = "dueAt" + shift.by FROM shift`,
  );
  const running = openPortal(appUrl, 12);
  const ticker = running.startTicker();
  for (let left = 1; left > 0;) {
    await sleep(500);
    const { rows } = await admin.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "Grant" WHERE "status" <> 'ended'`,
    );
    left = rows[0]?.n ?? 0;
  }
  await ticker.stop();
  await running.close();
  for (const { target } of shares) await checkEmpty(target);
  const { rows } = await admin.query<{ p50: number; p99: number; max: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY lag) AS p50, percentile_cont(0.99) WITHIN GROUP (ORDER BY lag) AS p99,
       max(lag)::float8 AS max FROM (SELECT extract(epoch FROM "endedAt" - "expiresAt") * 1000 AS lag FROM "Grant") l`,
  );
  await admin.query('TRUNCATE "Grant", "Holding", "Operation"');
  const [lag] = rows;
  if (!lag) throw new Error("nothing ended");
  return { p50Ms: Math.round(lag.p50), p99Ms: Math.round(lag.p99), maxMs: Math.round(lag.max) };
};
