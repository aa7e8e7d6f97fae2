import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";

/** Who runs the server's processes. */
export interface DatabaseUser {
  name: string;
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `postgres`, or to `nobody` where there is no such user.
 * Undefined for everyone else: the server then runs as the person who started Lapse.
 */
export function databaseUser(): DatabaseUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const uid = idOf("-u", "postgres");
  const gid = idOf("-g", "postgres");
  if (uid !== undefined && gid !== undefined) return { name: "postgres", uid, gid };
  return { name: "nobody", uid: 65534, gid: idOf("-g", "nobody") ?? 65534 };
}

function idOf(flag: "-u" | "-g", name: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  } catch {
    return undefined;
  }
}

/** The first folder on the way to `target` (itself included) that this user may not pass through. */
export function closedFolder(target: string, user: DatabaseUser | undefined): string | undefined {
  if (user === undefined) return undefined;
  const { root } = path.parse(target);
  let folder = root;
  for (const step of ["", ...path.relative(root, target).split(path.sep)]) {
    folder = path.join(folder, step);
    const { mode, uid, gid } = statSync(folder);
    const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & needed) === 0) return folder;
  }
  return undefined;
}

/** How a program of PostgreSQL is started: as that user, from a folder it may be in, and with nothing of our environment. */
export function runAs(user: DatabaseUser | undefined): {
  cwd: string;
  env: NodeJS.ProcessEnv;
  uid?: number;
  gid?: number;
} {
  const env = { LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;
  return user === undefined ? { cwd: "/", env } : { cwd: "/", env, uid: user.uid, gid: user.gid };
}
