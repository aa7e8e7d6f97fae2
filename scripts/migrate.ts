import { readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { PlainError } from "./plain-error.ts";
import { applyMigrations } from "./prisma/apply-migrations.ts";
import { migrationsDir, prismaDir, readMigrations } from "./prisma/migration-files.ts";

export interface MigrateOptions {
  /** Owner of the database: only it may change tables. */
  ownerUrl: string;
  /** The portal's own connection; its user is the role that prisma/grants.sql names `:app_role`. */
  appUrl: string;
  /** The connection that may erase; its user is the role that prisma/erase-grants.sql names `:erase_role`. */
  eraseUrl?: string | undefined;
  /** Another folder than prisma/migrations, for tests. */
  dir?: string;
}

/** "lapse" in ASCII: two portals that start together on one database migrate one after the other. */
const lockKey = 0x6c61707365;

/**
 * Applies what is missing of prisma/migrations and then, every time, prisma/grants.sql and erase-grants.sql: what the
 * application's role and the erasing role may do is what those files say today. All of it in one transaction, which Prisma's own command does not use: a kill in the
 * middle leaves nothing half done that a person would have to resolve. Returns the names of the migrations it applied.
 * @throws PlainError when two roles are one, or with PostgreSQL's words when a script is wrong.
 */
export async function migrate({ ownerUrl, appUrl, eraseUrl, dir = migrationsDir }: MigrateOptions): Promise<string[]> {
  const [ownerRole, appRole] = [roleOf(ownerUrl), roleOf(appUrl)];
  if (appRole === "" || appRole === ownerRole) {
    throw new PlainError(
      "DATABASE_URL must name a role of its own: the portal must not run as LAPSE_MIGRATE_URL's owner of the tables.",
    );
  }
  const eraseRole = eraseUrl === undefined ? undefined : roleOf(eraseUrl);
  if (eraseRole === "" || eraseRole === ownerRole || eraseRole === appRole) {
    throw new PlainError(
      "LAPSE_ERASE_URL must name a role of its own: neither the owner's nor the portal's may erase.",
    );
  }
  const script = (name: string): Promise<string> => readFile(path.join(prismaDir, name), "utf8");
  const grants = grantsFor({ app_role: appRole }, await script("grants.sql"));
  const eraseGrants =
    eraseRole === undefined ? "" : grantsFor({ erase_role: eraseRole }, await script("erase-grants.sql"));
  // One connection, so that everything falls into the transaction that is opened here.
  const pool = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 10_000,
  });
  try {
    await pool.query("begin");
    await pool.query("select pg_advisory_xact_lock($1)", [lockKey]);
    const applied = await applyMigrations(pool, await readMigrations(dir));
    await pool.query(grants);
    await pool.query(eraseGrants);
    await pool.query("commit");
    return applied;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new PlainError(`The database cannot be migrated: ${error.message}${error.hint ? ` (${error.hint})` : ""}`);
  } finally {
    await pool.end();
  }
}

const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** Puts a role, quoted as an identifier, where the script says its name after a colon: `:app_role`. */
export function grantsFor(roles: Readonly<Record<string, string>>, script: string): string {
  return script.replaceAll(/:(\w+_role)\b/g, (_, name: string) => pg.escapeIdentifier(roles[name] ?? ""));
}

if (import.meta.main) {
  const { DATABASE_URL: appUrl, LAPSE_MIGRATE_URL: ownerUrl, LAPSE_ERASE_URL: eraseUrl } = process.env;
  if (!appUrl || !ownerUrl) {
    console.error("usage: DATABASE_URL=… LAPSE_MIGRATE_URL=… [LAPSE_ERASE_URL=…] node scripts/migrate.ts");
    process.exit(2);
  }
  const applied = await migrate({ ownerUrl, appUrl, eraseUrl: eraseUrl === "" ? undefined : eraseUrl });
  console.log(applied.length === 0 ? "nothing to apply" : `applied ${applied.join(", ")}`);
}
