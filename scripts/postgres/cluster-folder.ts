import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import path from "node:path";
import { closedFolder, type DatabaseUser } from "./database-user.ts";
import { workableRoot } from "./workable-root.ts";

/** The files of one cluster. `home` is passable for the database user, `secret files` are not readable by it. */
export interface ClusterFolder {
  home: string;
  dataDir: string;
  logFile: string;
  portFile: string;
  superuserPassword: string;
}

/**
 * Makes the folder of a cluster. Where the database user cannot reach it, the cluster lives below `workableRoot()`,
 * `elsewhere` in the folder names that place, and `log` says so.
 */
export function clusterFolder(dir: string, user: DatabaseUser | undefined, log: (line: string) => void): ClusterFolder {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  // Passing through is not listing: what is secret below has modes of its own.
  if (user !== undefined) chmodSync(dir, 0o711);
  const home = user === undefined ? realpathSync(dir) : reachableHome(realpathSync(dir), user, log);
  return {
    home,
    dataDir: path.join(home, "data"),
    logFile: path.join(home, "postgres.log"),
    portFile: path.join(dir, "port"),
    superuserPassword: readOrMake(path.join(dir, "superuser-password")),
  };
}

/** Where the cluster of this folder lives. */
export function clusterHome(dir: string): string {
  const pointer = path.join(dir, "elsewhere");
  if (existsSync(pointer)) return readFileSync(pointer, "utf8");
  return existsSync(dir) ? realpathSync(dir) : dir;
}

function reachableHome(dir: string, user: DatabaseUser, log: (line: string) => void): string {
  const pointer = path.join(dir, "elsewhere");
  if (existsSync(pointer)) return existingHome(clusterHome(dir));
  const closed = closedFolder(dir, user);
  if (closed === undefined) return dir;
  const home = path.join(workableRoot(), `${path.basename(dir)}-${randomBytes(6).toString("hex")}`);
  log(`${closed} is closed to the user "${user.name}", which runs PostgreSQL: this cluster is kept in ${home}`);
  writeFileSync(pointer, home, { mode: 0o600 });
  return existingHome(home);
}

function existingHome(home: string): string {
  mkdirSync(home, { recursive: true, mode: 0o711 });
  return realpathSync(home);
}

function readOrMake(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8");
}
