import pg from "pg";
import { withClient } from "./with-client.ts";

export interface PortalPasswords {
  owner: string;
  app: string;
  /** Without one the portal has no role that may erase. */
  eraser?: string;
}

export interface PortalDatabase {
  /** `lapse_app`: what the portal runs as. Owns nothing; its rights are the lines of prisma/grants.sql. */
  appUrl: string;
  /** `lapse_owner`: owns the database and its tables, used for migrations alone. */
  ownerUrl: string;
  /** `lapse_eraser`: may delete personal values that the record only commits to, and do nothing else. */
  eraseUrl: string | undefined;
}

/** Makes the portal's roles and its database, or sets the roles' passwords where they exist. */
export async function ensurePortalDatabase(
  adminUrl: string,
  passwords: PortalPasswords,
  database = "lapse",
): Promise<PortalDatabase> {
  await withClient(adminUrl, async (admin) => {
    await ensureLogin(admin, "lapse_owner", passwords.owner);
    await ensureLogin(admin, "lapse_app", passwords.app);
    if (passwords.eraser !== undefined) await ensureLogin(admin, "lapse_eraser", passwords.eraser);
    const { rowCount } = await admin.query("select from pg_database where datname = $1", [database]);
    if (rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(database)} owner lapse_owner`);
    await closeToPublic(admin, database);
  });
  return {
    appUrl: urlOf(adminUrl, "lapse_app", passwords.app, database),
    ownerUrl: urlOf(adminUrl, "lapse_owner", passwords.owner, database),
    eraseUrl: passwords.eraser === undefined ? undefined : urlOf(adminUrl, "lapse_eraser", passwords.eraser, database),
  };
}

/** Every role of a cluster may connect to a new database until this is said; copies of a template forget it. */
export async function closeToPublic(admin: pg.Client, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database);
  await admin.query(`revoke all on database ${name} from public`);
  const { rows } = await admin.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname in ('lapse_app', 'lapse_eraser')",
  );
  for (const { rolname } of rows) await admin.query(`grant connect on database ${name} to ${rolname}`);
}

/** The same server, another role and database. */
export function urlOf(adminUrl: string, username: string, password: string, database: string): string {
  const url = new URL(adminUrl);
  url.username = username;
  url.password = password;
  url.pathname = `/${database}`;
  return url.href;
}

async function ensureLogin(admin: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await admin.query("select from pg_roles where rolname = $1", [role]);
  const verb = rowCount === 0 ? "create" : "alter";
  const rights = "login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";
  await admin.query(`${verb} role ${pg.escapeIdentifier(role)} ${rights} password ${pg.escapeLiteral(password)}`);
}
