import type pg from "pg";
import { appendLeaves } from "./append-leaves.ts";
import { createLogLease } from "./log-lease.ts";
import { createUnsequenced } from "./unsequenced.ts";
import { readTile } from "./read-tile.ts";
import type { Log, LogStanding, Opening, PublishedCheckpoint } from "#core/ports/log.ts";

/** The log on the portal's database. Speaks to `pg` itself: arrays of bytes pass unchanged, and all is prepared. */
export const createLog = (pool: pg.Pool): Log => ({
  ...createLogLease(pool),
  ...createUnsequenced(pool),
  append: (lease, size, leaves, tiles) => appendLeaves(pool, lease, size, leaves, tiles),
  size: async () => {
    const { rows } = await pool.query<{ last: string | null }>(`SELECT max("index") AS last FROM "LogLeaf"`);
    const last = rows[0]?.last;
    return typeof last === "string" ? Number(last) + 1 : 0;
  },
  publish: async ({ size, note }) => {
    await pool.query(`INSERT INTO "LogCheckpoint" ("size", "note") VALUES ($1, $2) ON CONFLICT ("size") DO NOTHING`, [
      size,
      note,
    ]);
  },
  cosign: async (size, witness, lines) => {
    await pool.query(
      `INSERT INTO "LogCosignature" ("size", "witness", "line") VALUES ($1, $2, $3) ON CONFLICT ("size", "witness") DO NOTHING`,
      [size, witness, lines.join("\n")],
    );
  },
  setTrouble: async (trouble) => {
    await pool.query(`UPDATE "LogState" SET "trouble" = $1 WHERE "id" = 'log' AND "trouble" IS DISTINCT FROM $1`, [
      trouble,
    ]);
  },
  setAgreed: async () => {
    await pool.query(`UPDATE "LogState" SET "trouble" = NULL, "agreedAt" = clock_timestamp() WHERE "id" = 'log'`);
  },
  standing: async () => {
    const { rows } = await pool.query<LogStanding>(
      `SELECT "trouble", "leaseUntil" AS "heldUntil", "agreedAt" FROM "LogState" WHERE "id" = 'log'`,
    );
    return rows[0] ?? { trouble: null, heldUntil: null, agreedAt: null };
  },
  latest: () => checkpoint(pool, `SELECT max("size") FROM "LogCheckpoint"`, []),
  covering: (index) =>
    checkpoint(
      pool,
      // A process may be killed between a witness's signature and the publication: then there is only the first.
      `SELECT coalesce((SELECT max(w."size") FROM "LogCosignature" w JOIN "LogCheckpoint" c ON c."size" = w."size" WHERE w."size" > $1),
         (SELECT max(c."size") FROM "LogCheckpoint" c WHERE c."size" > $1))`,
      [index],
    ),
  tile: (address) => readTile(pool, address),
  leafOf: async (position) => {
    const { rows } = await pool.query<{ index: string; entry: Buffer }>(
      `SELECT "index", "entry" FROM "LogLeaf" WHERE "eventId" = $1`,
      [position],
    );
    const [row] = rows;
    return row ? { index: Number(row.index), entry: row.entry } : null;
  },
  committed: async (position) => {
    const { rows } = await pool.query<{ field: string }>(
      `SELECT jsonb_object_keys("commitments") AS field FROM "AuditEvent" WHERE "id" = $1 ORDER BY field`,
      [position],
    );
    return rows.map(({ field }) => field);
  },
  openings: async (position) => {
    const { rows } = await pool.query<Opening>(
      `SELECT "field", "value", encode("salt", 'base64') AS salt FROM "AuditPersonal" WHERE "eventId" = $1 ORDER BY "field"`,
      [position],
    );
    return rows;
  },
});

interface CheckpointRow {
  readonly size: string;
  readonly note: string;
  readonly at: Date;
  readonly lines: readonly string[];
}

const checkpoint = async (
  pool: pg.Pool,
  which: string,
  values: readonly unknown[],
): Promise<PublishedCheckpoint | null> => {
  const { rows } = await pool.query<CheckpointRow>(
    `SELECT c."size", c."note", c."at",
       ARRAY(SELECT w."line" FROM "LogCosignature" w WHERE w."size" = c."size" ORDER BY w."witness") AS lines
     FROM "LogCheckpoint" c WHERE c."size" = (${which})`,
    [...values],
  );
  const [row] = rows;
  if (!row) return null;
  const note = [row.note, ...row.lines.map((line) => `${line}\n`)].join("");
  return { size: Number(row.size), note, at: row.at, cosigned: row.lines.length > 0 };
};
