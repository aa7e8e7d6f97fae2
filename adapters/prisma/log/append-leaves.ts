import type pg from "pg";
import { rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";
import { tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import type { Tile } from "#core/domain/audit/tree/tree-edge.ts";
import type { NewLeaf } from "#core/ports/log.ts";

/**
 * One statement, so that a kill leaves all of it or nothing. The row of the lease is locked first: an earlier holder's
 * statement is over before the next one's claim, and finds another fence after it.
 */
const text = `
  WITH held AS MATERIALIZED (SELECT 1 FROM "LogState" WHERE "id" = 'log' AND "fence" = $1 FOR UPDATE),
  leaves AS (
    INSERT INTO "LogLeaf" ("index", "eventId", "entry")
    SELECT $2::bigint + l.n - 1, l.event, l.entry
    FROM held, unnest($3::bigint[], $4::bytea[]) WITH ORDINALITY AS l(event, entry, n) RETURNING 1),
  tiles AS (
    INSERT INTO "LogTile" ("level", "index", "bytes", "root")
    SELECT t.level, t.index, t.bytes, t.root
    FROM held, unnest($5::int[], $6::bigint[], $7::bytea[], $8::bytea[]) AS t(level, index, bytes, root) RETURNING 1)
  SELECT (SELECT count(*) FROM leaves)::int AS leaves, (SELECT count(*) FROM tiles)::int AS tiles`;

export const appendLeaves = async (
  pool: pg.Pool,
  fence: number,
  size: number,
  leaves: readonly NewLeaf[],
  tiles: readonly Tile[],
): Promise<boolean> => {
  const { rows } = await pool.query<{ leaves: number }>({
    name: "lapse_append_leaves",
    text,
    values: [
      fence,
      size,
      leaves.map(({ position }) => position),
      leaves.map(({ entry }) => Buffer.from(entry)),
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ bytes }) => Buffer.from(bytes)),
      tiles.map(({ bytes }) => Buffer.from(rootInTile(bytes, 0, tileWidth))),
    ],
  });
  return rows[0]?.leaves === leaves.length;
};
