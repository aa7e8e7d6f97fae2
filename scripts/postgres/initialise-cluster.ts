import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { PlainError } from "../plain-error.ts";
import type { ClusterFolder } from "./cluster-folder.ts";
import { runAs, type DatabaseUser } from "./database-user.ts";
import type { ServerBinaries } from "./server-binaries.ts";

const run = promisify(execFile);

interface InitialiseOptions {
  binaries: ServerBinaries;
  user: DatabaseUser | undefined;
  /** For tests: not waiting until everything is on the disk. */
  unsafe: boolean;
}

/**
 * Makes the data folder when there is none, whole or not at all: it gets its name only when `initdb` has finished.
 * Refuses the data of another major version, which this server could not read.
 */
export async function initialiseCluster(
  { home, dataDir, superuserPassword }: ClusterFolder,
  { binaries, user, unsafe }: InitialiseOptions,
): Promise<void> {
  if (existsSync(dataDir)) {
    refuseOtherMajor(dataDir, binaries.major);
    return;
  }
  for (const left of readdirSync(home)) {
    if (left.startsWith("unfinished-")) rmSync(path.join(home, left), { recursive: true, force: true });
  }
  const work = path.join(home, `unfinished-${randomUUID()}`);
  const passwordFile = path.join(work, "password");
  mkdirSync(work, { mode: 0o700 });
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (user !== undefined) for (const file of [work, passwordFile]) chownSync(file, user.uid, user.gid);

  const unfinished = path.join(work, "data");
  // From 17 on Unicode rules come with PostgreSQL itself; before that from the machine's C library, whose are not everywhere.
  const unicode = Number(binaries.major) >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : [];
  const locale = [...unicode, "--locale=C", "--encoding=UTF8"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  await run(
    binaries.initdb,
    ["-D", unfinished, ...access, ...locale, "--no-instructions", ...(unsafe ? ["--no-sync"] : [])],
    runAs(user),
  );
  renameSync(unfinished, dataDir);
  rmSync(work, { recursive: true, force: true });
}

function refuseOtherMajor(dataDir: string, major: string): void {
  const found = readFileSync(path.join(dataDir, "PG_VERSION"), "utf8").trim();
  if (found === major) return;
  throw new PlainError(
    `The data in ${dataDir} was written by PostgreSQL ${found} and this is PostgreSQL ${major}: start it with the Lapse version that made it, export, and import into a new folder.`,
  );
}
