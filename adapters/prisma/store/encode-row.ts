import { columnsOf } from "./tables.ts";
import type { TableName, Write } from "#core/domain/transition.ts";

/**
 * A row as the JSON that `jsonb_populate_record` turns back into it. JSON and that function forgive what must not be
 * forgiven here: a missing column would become null, an unknown one would vanish, NaN and an invalid instant would
 * become null. All of these throw.
 */
export const encodeRow = ({ table, row }: Write): object => {
  const values = row as unknown as Readonly<Record<string, unknown>>;
  const columns = columnsOf[table];
  for (const column of columns) checkValue(table, column, values[column]);
  const known = new Set(columns);
  const unknown = Object.keys(values).find((name) => !known.has(name) && values[name] !== undefined);
  if (unknown !== undefined) throw new Error(`${table} has no column ${unknown}`);
  return row;
};

const checkValue = (table: TableName, column: string, value: unknown): void => {
  if (value === undefined) throw new Error(`a row for ${table} lacks ${column}`);
  const broken =
    (typeof value === "number" && !Number.isSafeInteger(value)) ||
    (value instanceof Date && Number.isNaN(value.getTime()));
  if (broken) throw new Error(`${table}.${column} cannot hold ${String(value)}`);
};
