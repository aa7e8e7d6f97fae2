import type { Rows, TableName, Write } from "#core/domain/transition.ts";

type Identified = { [T in TableName]: Rows[T] extends { readonly id: string } ? T : never }[TableName];

export interface RowsAfter {
  /** A row as they leave it. */
  one<T extends Identified>(table: T, row: Rows[T]): Rows[T];
  /** The rows of a table: what they change in its place, what they add after the rest. */
  all<T extends Identified>(table: T, rows: readonly Rows[T][]): readonly Rows[T][];
}

/** Rows as these writes would leave them. */
export const rowsAfter = (writes: readonly Write[]): RowsAfter => {
  const written = new Map(writes.map((write) => [keyOf(write.table, write.row), write.row]));
  const one: RowsAfter["one"] = (table, row) => (written.get(keyOf(table, row)) as typeof row | undefined) ?? row;
  return {
    one,
    all: (table, rows) => [
      ...rows.map((row) => one(table, row)),
      ...writes.flatMap((write) =>
        write.table === table && write.before === null ? [write.row as (typeof rows)[number]] : [],
      ),
    ],
  };
};

const keyOf = (table: TableName, row: object): string => `${table} ${"id" in row ? String(row.id) : ""}`;
