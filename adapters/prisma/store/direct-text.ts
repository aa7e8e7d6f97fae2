import { isCounted, type Shape, type TableShape } from "./commit-shape.ts";
import { settingsOf } from "./tables.ts";

/**
 * A row is locked as one that has its version; where that waits for another transaction, it is judged anew if that changed it.
 * What updates a row last reads the clock after it has the lock, as the verdict does otherwise.
 */
export const directHead = (locked: readonly TableShape[], last: TableShape | undefined): readonly string[] => {
  const clock = `date_trunc('milliseconds', clock_timestamp()) AS at, NULL::text AS why`;
  const clauses = locked.map((shape, index) => {
    const { table, updates } = shape;
    const previous = locked[index - 1];
    const after = previous ? `, locked_${previous.table}` : "";
    const which = `WHERE x.version = ?::int AND x.id = ?::text`;
    if (shape === last)
      return `verdict AS (UPDATE "${table}" x SET ${settingsOf(table)}
        FROM jsonb_populate_record(NULL::"${table}", ?::jsonb) r${after} ${which} RETURNING ${clock})`;
    const strength = updates === "none" ? "FOR SHARE OF x" : "FOR UPDATE OF x";
    return `locked_${table} AS MATERIALIZED (SELECT 1 FROM "${table}" x${after} ${which} ${strength})`;
  });
  if (last) return clauses;
  const from = locked.at(-1);
  return [...clauses, `verdict AS MATERIALIZED (SELECT ${clock} ${from ? `FROM locked_${from.table}` : ""})`];
};

/** How many rows clauses wrote. */
export const counted = (names: readonly string[]): string =>
  names.map((name) => `(SELECT count(*) FROM ${name})`).join(" + ") || "0";

/** Whether all was written, in time. Where each clause writes one row they need not be counted. */
export const directSeal = (names: readonly string[], shape: Shape): string => {
  const isMissing = isCounted(shape)
    ? `${counted(names)} <> ?::int`
    : names.map((name) => `NOT EXISTS (SELECT FROM ${name})`).join(" OR ") || "false";
  const isOver = shape.windowed ? `WHEN v.at < ?::timestamptz OR clock_timestamp() >= ?::timestamptz THEN 0` : "";
  return `CASE WHEN ${isMissing} THEN 0 ${isOver} ELSE 1 END`;
};
