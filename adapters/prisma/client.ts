import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "./generated/client.ts";
import { retryStatements } from "./retry-statements.ts";

export type Database = PrismaClient;

export interface DatabaseConnection {
  readonly prisma: PrismaClient;
  /** The same connections, for what speaks to `pg` itself. */
  readonly pool: pg.Pool;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** At most this many connections at once. */
  readonly connections?: number;
  /** Whether claims spare one another the wait for locked rows (SKIP LOCKED), where the engine can. Nothing depends on it. */
  readonly skipsLocked?: boolean;
  /** A connection that says nothing for so long is given up, with its query. */
  readonly silentAfterMs?: number;
  /** For so many days what people were told is kept; 90 where nothing is said. */
  readonly noticesKeptDays?: number;
}

/** Statements that begin so are worth preparing: their text is one of few, and planning costs as much as running them. */
export const preparedMark = "/* prepared */";

/**
 * What every session must run with, whatever the server's defaults are.
 * UTC: the pg adapter writes instants without an offset and reads them ignoring one, so that in another zone every instant
 * would be hours off. Read committed: `commit` judges rows after it has locked them, which a snapshot would prevent.
 */
export const sessionRules = {
  TimeZone: "UTC",
  default_transaction_isolation: "read committed",
  statement_timeout: "30s",
  lock_timeout: "10s",
  idle_in_transaction_session_timeout: "10s",
} as const;

/** What is only slower without. Memory to sort in: a report sorts a quarter of a year of grants, and no other statement sorts much. */
export const sessionTuning = { jit: "off", work_mem: "32MB" } as const;

/**
 * More than the server takes for any statement. A server that vanished without a word (a failover, a firewall that forgot us) would
 * otherwise be waited for until TCP gives up, a quarter of an hour later, by everything that ends access.
 */
const silentAfterMs = 40_000;

/** Connects lazily; the first query throws when the server cannot be reached. */
export const connectDatabase = (databaseUrl: string, options: DatabaseOptions = {}): DatabaseConnection => {
  const url = new URL(databaseUrl);
  const settings = Object.entries({ ...sessionRules, ...sessionTuning }).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(" ", "\\ ")}`,
  );
  url.searchParams.set("options", [url.searchParams.get("options") ?? "", ...settings].join(" ").trim());
  const pool = new pg.Pool({
    connectionString: url.href,
    max: options.connections ?? 16,
    connectionTimeoutMillis: 5_000,
    query_timeout: options.silentAfterMs ?? silentAfterMs,
    // `pg_stat_activity` then tells whose sessions these are.
    application_name: "lapse",
  });
  // An idle connection that the server ends is taken out of the pool, and the next query opens another; without a listener
  // it would end the process. Prisma listens too, but only from its first query until it disconnects.
  pool.on("error", () => undefined);
  retryStatements(pool);
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) });
  const prisma = new PrismaClient({ adapter });
  const close = async (): Promise<void> => {
    await prisma.$disconnect();
    await pool.end();
  };
  return { prisma, pool, close };
};

const names = new Map<string, string>();

const nameOf = (sql: string): string => {
  // The empty name is PostgreSQL's unnamed statement, which is parsed anew each time and kept nowhere.
  if (!sql.startsWith(preparedMark)) return "";
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = `lapse_${createHash("sha256").update(sql).digest("hex").slice(0, 24)}`;
  names.set(sql, name);
  return name;
};
