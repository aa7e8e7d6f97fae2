import type pg from "pg";
import type { Log } from "#core/ports/log.ts";

/** What whoever holds the lease writes of themselves, by the places of their parameters. */
export const prolonged = (leaseMs: string, agreed: string): string =>
  `"leaseUntil" = clock_timestamp() + ${leaseMs}::int * interval '1 millisecond',
   "agreedAt" = CASE WHEN ${agreed}::boolean AND "trouble" IS NULL THEN clock_timestamp() ELSE "agreedAt" END`;

/**
 * One sequencer at a time: whoever takes the lease raises the fence, and what an earlier holder still sends is refused by it.
 * The lease only spares two replicas each other's work; that no leaf comes twice is held by the tables' keys.
 */
export const createLogLease = (pool: pg.Pool): Pick<Log, "claim" | "renew" | "release"> => ({
  claim: async (leaseMs) => {
    await pool.query(
      `INSERT INTO "LogState" ("id", "fence", "low", "horizon", "waitFor") VALUES ('log', 0, 0, 0, '{}') ON CONFLICT ("id") DO NOTHING`,
    );
    const { rows } = await pool.query<{ fence: number }>(
      `UPDATE "LogState" SET "fence" = "fence" + 1, "leaseUntil" = clock_timestamp() + $1::int * interval '1 millisecond'
       WHERE "id" = 'log' AND ("leaseUntil" IS NULL OR "leaseUntil" <= clock_timestamp()) RETURNING "fence"`,
      [leaseMs],
    );
    return rows[0]?.fence ?? null;
  },
  renew: async (fence, leaseMs, agreed) => {
    const { rowCount } = await pool.query(
      `UPDATE "LogState" SET ${prolonged("$2", "$3")} WHERE "id" = 'log' AND "fence" = $1`,
      [fence, leaseMs, agreed],
    );
    return rowCount === 1;
  },
  release: async (fence) => {
    await pool.query(
      `UPDATE "LogState" SET "leaseUntil" = date_trunc('milliseconds', clock_timestamp()) WHERE "id" = 'log' AND "fence" = $1`,
      [fence],
    );
  },
});
