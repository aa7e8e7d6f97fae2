import type { Pool } from "pg";

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Every statement that goes through the pool from now on, each once, with the values it first had. */
export const statementsOf = (pool: Pool): readonly Statement[] => {
  const asked: Statement[] = [];
  const query = pool.query.bind(pool) as (...given: unknown[]) => unknown;
  pool.query = ((...given: [Statement | string, (readonly unknown[])?]) => {
    const [config, values] = given;
    const isNew = typeof config !== "string" && !asked.some(({ text }) => text === config.text);
    if (isNew) asked.push({ text: config.text, values: values ?? config.values });
    return query(...given);
  }) as Pool["query"];
  return asked;
};

/** How PostgreSQL would answer one, line by line. */
export const planOf = async (pool: Pool, { text, values }: Statement): Promise<readonly string[]> => {
  const plan = await pool.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, [...values]);
  return plan.rows.map((row) => row["QUERY PLAN"]);
};
