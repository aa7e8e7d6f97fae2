import type { Rows, TableName, Write } from "#core/domain/transition.ts";

type Identified = { [T in TableName]: Rows[T] extends { readonly id: string } ? T : never }[TableName];

/** The rows of a table as these writes would leave them: what they change in its place, what they add after the rest. */
export const rowsAfter = <T extends Identified>(
  table: T,
  rows: readonly Rows[T][],
  writes: readonly Write[],
): readonly Rows[T][] => {
  const written = new Map(
    writes.flatMap((write) => (write.table === table ? [[(write.row as Rows[T]).id as string, write] as const] : [])),
  );
  const added = [...written.values()].filter(({ before }) => before === null);
  return [
    ...rows.map((row) => (written.get(row.id)?.row as Rows[T] | undefined) ?? row),
    ...added.map(({ row }) => row as Rows[T]),
  ];
};
