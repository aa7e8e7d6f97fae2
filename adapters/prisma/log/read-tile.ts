import type pg from "pg";
import { encodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { merkle } from "#core/domain/audit/tree/merkle-hash.ts";
import { type TileAddress, tileWidth } from "#core/domain/audit/tree/tile-address.ts";

/** A tile as kept where it is full; else from the hashes it consists of: its leaves' own, or the roots of the tiles below. */
export const readTile = async (pool: pg.Pool, { level, index, width }: TileAddress): Promise<Uint8Array | null> => {
  const first = index * tileWidth;
  if (level === "entries" || level === 0) {
    if (level === 0 && width === tileWidth) return fullTile(pool, 0, index);
    const entries = await readEntries(pool, first, width);
    if (entries.length < width) return null;
    return level === 0 ? Buffer.concat(entries.map(merkle.leaf)) : encodeBundle(entries);
  }
  if (width === tileWidth) return fullTile(pool, level, index);
  const { rows } = await pool.query<{ root: Buffer }>(
    `SELECT "root" FROM "LogTile" WHERE "level" = $1 AND "index" >= $2 AND "index" < $3 ORDER BY "index"`,
    [level - 1, first, first + width],
  );
  return rows.length < width ? null : Buffer.concat(rows.map(({ root }) => root));
};

const fullTile = async (pool: pg.Pool, level: number, index: number): Promise<Uint8Array | null> => {
  const { rows } = await pool.query<{ bytes: Buffer }>(
    `SELECT "bytes" FROM "LogTile" WHERE "level" = $1 AND "index" = $2`,
    [level, index],
  );
  return rows[0]?.bytes ?? null;
};

const readEntries = async (pool: pg.Pool, first: number, count: number): Promise<readonly Buffer[]> => {
  const { rows } = await pool.query<{ entry: Buffer }>(
    `SELECT "entry" FROM "LogLeaf" WHERE "index" >= $1 AND "index" < $2 ORDER BY "index"`,
    [first, first + count],
  );
  return rows.map(({ entry }) => entry);
};
