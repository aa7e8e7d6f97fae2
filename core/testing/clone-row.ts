import type { TestCore } from "#core/testing/open-test-core.ts";

/** Copies a row with some columns changed, for races that need many like it. Answers nothing; the caller knows the new id. */
export const cloneRow = async (
  sql: TestCore["sql"],
  table: "Request" | "Grant" | "Holding",
  id: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> => {
  await sql(
    `INSERT INTO "${table}" SELECT r.* FROM "${table}" t,
       LATERAL jsonb_populate_record(NULL::"${table}", to_jsonb(t) || $2::jsonb) r WHERE t.id = $1`,
    [id, JSON.stringify(changes)],
  );
};
