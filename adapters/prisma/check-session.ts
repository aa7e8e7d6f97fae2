import type pg from "pg";
import { sessionRules } from "./client.ts";

/**
 * What a session runs with although it asked for something else, as behind a pooler that ignores start-up options; empty where
 * it has all it must have.
 */
export const checkSession = async (pool: pg.Pool): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ name: string; value: string; role: string }>(
    `SELECT name, current_setting(name) AS value, quote_ident(current_user) AS role FROM unnest($1::text[]) AS name`,
    [Object.keys(sessionRules)],
  );
  const found = new Map(rows.map((row) => [row.name, row]));
  return Object.entries(sessionRules).flatMap(([name, wanted]) => {
    const { value, role } = found.get(name) ?? { value: "unknown", role: "CURRENT_USER" };
    return value === wanted ? [] : [`${name} is ${value}: ALTER ROLE ${role} SET ${name} = '${wanted}'`];
  });
};
