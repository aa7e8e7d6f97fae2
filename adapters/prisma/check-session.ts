import { sessionRules } from "./client.ts";

interface Setting {
  readonly name: string;
  readonly wanted: string;
  readonly value: string;
  readonly role: string;
}

interface Session {
  query(text: string, values: readonly unknown[]): Promise<{ rows: Setting[] }>;
}

/**
 * What a session runs with although it asked for something else, as behind a pooler that ignores start-up options; empty where
 * it has all it must have.
 */
export const checkSession = async (session: Session): Promise<readonly string[]> => {
  const { rows } = await session.query(
    `SELECT name, wanted, current_setting(name) AS value, quote_ident(current_user) AS role
       FROM unnest($1::text[], $2::text[]) AS rule (name, wanted)`,
    [Object.keys(sessionRules), Object.values(sessionRules)],
  );
  return rows
    .filter(({ value, wanted }) => milliseconds(value) !== milliseconds(wanted))
    .map(({ name, value, wanted, role }) => `${name} is ${value}: ALTER ROLE ${role} SET ${name} = '${wanted}'`);
};

/** PostgreSQL writes a duration with the largest unit it fits, other engines in milliseconds. What is no duration is left as it is. */
const milliseconds = (value: string): string | number => {
  const [, amount, unit = "ms"] = /^(\d+)(ms|s|min)?$/.exec(value) ?? [];
  return amount === undefined ? value : Number(amount) * ({ s: 1_000, min: 60_000 }[unit] ?? 1);
};
