import { Prisma } from "./generated/client.ts";
import { columnsOf } from "./store/tables.ts";
import type { Rows, TableName } from "#core/domain/transition.ts";

/** All columns of a table, for an explicit SELECT; `alias` is how the statement calls the table. */
export const columns = (table: TableName, alias: string): Prisma.Sql =>
  Prisma.raw(columnsOf[table].map((name) => `${alias}."${name}"`).join(", "));

/**
 * What was read is a row of the domain: columns are named after its properties, and `commit` alone writes these tables, from
 * domain rows. `store/round-trip.db.test.ts` holds this for every table.
 */
export const asRow = <T extends TableName>(_table: T, row: { readonly version: number }): Rows[T] =>
  row as unknown as Rows[T];

export const asRowOrNull = <T extends TableName>(table: T, row: { readonly version: number } | null): Rows[T] | null =>
  row && asRow(table, row);

export const asRows = <T extends TableName>(
  table: T,
  rows: readonly { readonly version: number }[],
): readonly Rows[T][] => rows.map((row) => asRow(table, row));
