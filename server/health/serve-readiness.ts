import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Pool } from "pg";
import { silentAfterMs } from "#core/domain/grant/revocation-objective.ts";
import { clockStanding } from "#core/usecases/clocks/clock-standing.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { type Context, context } from "#server/context.ts";
import { log as logger } from "#server/log.ts";

export interface Readiness {
  readonly database: boolean;
  /** Every migration that this version comes with is applied. */
  readonly migrations: boolean;
  /** Something ended what was due within the last minute: the ticker or the scheduled route, here or elsewhere. */
  readonly revoker: boolean;
  /** Something extends the log, and no witness knows of another record than ours. */
  readonly log: boolean;
  /** The clocks of the database's nodes agree to within a second. */
  readonly clocks: boolean;
}

export const readiness = async ({ core, pool }: Pick<Context, "core" | "pool">): Promise<Readiness> => {
  try {
    const [now, beat, standing, migrations] = await Promise.all([
      core.clock.now(),
      core.heartbeats.last(reconcilerHeartbeat),
      core.log.standing(),
      migrationsApplied(pool),
    ]);
    const revoker = beat !== null && now.getTime() - beat.at.getTime() <= silentAfterMs;
    const { trouble, heldUntil } = standing;
    const log = trouble === null && heldUntil !== null && now.getTime() - heldUntil.getTime() <= silentAfterMs;
    const { agree: clocks } = await clockStanding(core, now);
    return { database: true, migrations, revoker, log, clocks };
  } catch (error) {
    logger().warn({ err: error }, "not ready");
    return { database: false, migrations: false, revoker: false, log: false, clocks: false };
  }
};

const migrationsApplied = async (pool: Pool): Promise<boolean> => {
  const folder = join(process.cwd(), "prisma", "migrations");
  const wanted = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const { rows } = await pool.query<{ name: string }>(
    `select "migration_name" as name from "_prisma_migrations" where "finished_at" is not null and "rolled_back_at" is null`,
  );
  const applied = new Set(rows.map(({ name }) => name));
  return wanted.every(({ name }) => applied.has(name));
};

/**
 * 200 when the portal can do its work, 503 with what is missing when it cannot. `?exclude=revoker`, as often as wanted, leaves a check out
 * of the answer's status: whoever spreads calls over replicas must not take all of them away for what is wrong with all of them, or nobody
 * could see it, end what they hold, pull the red switch, or say that a restored database goes on.
 */
export const serveReadiness = async (request: Request): Promise<Response> => {
  const checks = await readiness(context());
  const excluded = new Set(new URL(request.url).searchParams.getAll("exclude"));
  const ready = Object.entries(checks).every(([name, holds]) => excluded.has(name) || holds);
  return Response.json(
    { status: ready ? "ready" : "not ready", checks },
    { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
};
