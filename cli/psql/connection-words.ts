import { UsageFault } from "#cli/usage.ts";

export interface ConnectionWords {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly sslMode: "disable" | "require" | "verify-full";
}

const known = ["host", "port", "dbname", "user", "sslmode"] as const;
type Word = (typeof known)[number];
const sslModes = ["disable", "require", "verify-full"] as const;

/**
 * Reads libpq's `key=value` connection string ("Connection Strings" in the documentation of PostgreSQL): values may be quoted
 * with `'`, and `\` takes the next character as it is. Only the words that Lapse writes are understood; all of them are needed.
 */
export const connectionWords = (text: string): ConnectionWords => {
  const found = new Map<Word, string>();
  const pair = /\s*([a-z_]+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)+))(?=\s|$)/suy;
  while (pair.lastIndex < text.trimEnd().length) {
    const [, key = "", quoted, plain = ""] = pair.exec(text) ?? [];
    const word = known.find((each) => each === key);
    if (!word) throw new UsageFault("The connection is not understood: copy it whole, with its quotes, from the page.");
    found.set(word, (quoted ?? plain).replace(/\\(.)/gsu, "$1"));
  }
  const [host, port, database, user, sslMode] = known.map((word) => {
    const value = found.get(word);
    if (value === undefined) throw new UsageFault(`The connection lacks ${word}.`);
    return value;
  }) as [string, string, string, string, string];
  const mode = sslModes.find((each) => each === sslMode);
  if (!mode) throw new UsageFault(`sslmode can be ${sslModes.join(", ")}.`);
  const number = Number(port);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) throw new UsageFault(`There is no port ${port}.`);
  return { host, port: number, database, user, sslMode: mode };
};
