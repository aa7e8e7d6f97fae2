import type pg from "pg";
import { prolonged } from "./log-lease.ts";
import { rootInTile } from "#core/domain/audit/tree/tile-hashes.ts";
import { tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import type { Tile } from "#core/domain/audit/tree/tree-edge.ts";
import type { LogLease, NewLeaf } from "#core/ports/log.ts";

/** Where each entry begins in all of them together, counted from 1: one block of bytes costs far less to send than many. */
const startsOf = (leaves: readonly NewLeaf[]): readonly number[] => {
  let next = 1;
  return leaves.map(({ entry }) => {
    const start = next;
    next += entry.length;
    return start;
  });
};

/**
 * One statement, so that a kill leaves all of it or nothing. The row of the lease is written first, and thereby locked: an
 * earlier holder's statement is over before the next one's claim, and finds another fence after it.
 */
const text = `
  WITH held AS (
    UPDATE "LogState" SET ${prolonged("$11", "$12")} WHERE "id" = 'log' AND "fence" = $1 RETURNING 1),
  leaves AS (
    INSERT INTO "LogLeaf" ("index", "eventId", "entry")
    SELECT $2::bigint + l.n - 1, l.event, substring($4::bytea FROM l.start FOR l.length)
    FROM held, unnest($3::bigint[], $9::int[], $10::int[]) WITH ORDINALITY AS l(event, start, length, n) RETURNING 1),
  tiles AS (
    INSERT INTO "LogTile" ("level", "index", "bytes", "root")
    SELECT t.level, t.index, t.bytes, t.root
    FROM held, unnest($5::int[], $6::bigint[], $7::bytea[], $8::bytea[]) AS t(level, index, bytes, root) RETURNING 1)
  SELECT (SELECT count(*) FROM leaves)::int AS leaves, (SELECT count(*) FROM tiles)::int AS tiles`;

export const appendLeaves = async (
  pool: pg.Pool,
  { fence, leaseMs, agreed }: LogLease,
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
      Buffer.concat(leaves.map(({ entry }) => entry)),
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ bytes }) => Buffer.from(bytes)),
      tiles.map(({ bytes }) => Buffer.from(rootInTile(bytes, 0, tileWidth))),
      startsOf(leaves),
      leaves.map(({ entry }) => entry.length),
      leaseMs,
      agreed,
    ],
  });
  return rows[0]?.leaves === leaves.length;
};
