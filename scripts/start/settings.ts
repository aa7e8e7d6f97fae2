import path from "node:path";
import { PlainError } from "../plain-error.ts";

/** What the environment says about one start. The portal's own settings are checked by the portal. */
export interface Settings {
  port: number;
  /** The address to listen on. A demo listens on loopback whatever this says. */
  host: string;
  publicUrl: URL;
  dataDir: string;
  /** A server of the operator's own; without it everything is set up here, with the demo. */
  database: OwnDatabase | undefined;
  portalClusterPort: number | undefined;
  ordersClusterPort: number | undefined;
}

interface OwnDatabase {
  appUrl: string;
  /** Undefined where somebody else migrates: a pod that serves need not be able to change tables. */
  ownerUrl: string | undefined;
  eraseUrl: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const root = path.join(import.meta.dirname, "../..");

/** @throws PlainError naming the first setting that cannot be. An empty variable counts as unset. */
export function readSettings(environment: Environment): Settings {
  const read = (name: string) => (environment[name]?.trim() === "" ? undefined : environment[name]?.trim());
  const port = portOf("PORT", read("PORT")) ?? 3000;
  const dataDir = path.resolve(root, read("LAPSE_DATA") ?? ".lapse");
  const database = databaseOf(read("DATABASE_URL"), read("LAPSE_MIGRATE_URL"), read("LAPSE_ERASE_URL"));
  const publicUrl = urlOf("LAPSE_PUBLIC_URL", read("LAPSE_PUBLIC_URL") ?? `http://localhost:${port}`);
  if (database === undefined) refuseOtherThanLoopback(publicUrl);
  return {
    port,
    host: database === undefined ? "127.0.0.1" : (read("LAPSE_HOST") ?? "127.0.0.1"),
    publicUrl,
    dataDir,
    database,
    portalClusterPort: portOf("LAPSE_PG_PORT", read("LAPSE_PG_PORT")),
    ordersClusterPort: portOf("LAPSE_ORDERS_PG_PORT", read("LAPSE_ORDERS_PG_PORT")),
  };
}

function databaseOf(
  appUrl: string | undefined,
  ownerUrl: string | undefined,
  eraseUrl: string | undefined,
): Settings["database"] {
  if (appUrl === undefined && ownerUrl === undefined && eraseUrl === undefined) return undefined;
  if (appUrl === undefined) {
    throw new PlainError(
      "LAPSE_MIGRATE_URL (the owner of the tables) and LAPSE_ERASE_URL (the role that may erase) go with DATABASE_URL (the portal's own role), which is not set.",
    );
  }
  const given = { DATABASE_URL: appUrl, LAPSE_MIGRATE_URL: ownerUrl, LAPSE_ERASE_URL: eraseUrl };
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const { protocol, username } = urlOf(name, value);
    if (!/^postgres(ql)?:$/.test(protocol) || username === "") {
      throw new PlainError(`${name} must look like postgresql://role:password@host:port/database.`);
    }
  }
  return { appUrl, ownerUrl, eraseUrl };
}

/** Anyone who finds a demo could sign in to it: its accounts are printed in the documentation. */
function refuseOtherThanLoopback(publicUrl: URL): void {
  if (["localhost", "127.0.0.1", "[::1]"].includes(publicUrl.hostname)) return;
  throw new PlainError(
    `A demo is served on this machine only, so LAPSE_PUBLIC_URL cannot be ${publicUrl.href}: set DATABASE_URL and LAPSE_MIGRATE_URL for a real portal.`,
  );
}

function urlOf(name: string, value: string): URL {
  const url = URL.parse(value);
  // Not the value itself: it may hold a password.
  if (url === null) throw new PlainError(`${name} is not a URL.`);
  return url;
}

function portOf(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new PlainError(`${name} must be a port number from 1 to 65535, and is "${value}".`);
}
