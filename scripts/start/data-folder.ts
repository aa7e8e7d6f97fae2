import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PlainError } from "../plain-error.ts";
import { databaseUser } from "../postgres/database-user.ts";

export type DataKind = "demo" | "portal";

/**
 * Makes the data folder, closed to others, and marks it as a demo's or a real portal's; what is in it is never used as
 * the other. Refuses a folder that holds something else, since its modes would be changed.
 */
export function openDataFolder(dir: string, kind: DataKind): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const marker = path.join(dir, "kind");
  const found = existsSync(marker) ? readFileSync(marker, "utf8").trim() : undefined;
  if (found === undefined && readdirSync(dir).length > 0) {
    throw new PlainError(`LAPSE_DATA is ${dir}, which holds other things than Lapse's: name an empty or a new folder.`);
  }
  if (found !== undefined && found !== kind) throw new PlainError(otherKind(dir, kind));
  // As root the server runs as another user, which must pass through to its own folder but see nothing on the way.
  chmodSync(dir, databaseUser() === undefined ? 0o700 : 0o711);
  for (const part of ["secrets", "run", "logs"]) mkdirSync(path.join(dir, part), { recursive: true, mode: 0o700 });
  if (found === undefined) writeFileSync(marker, `${kind}\n`, { mode: 0o600 });
}

function otherKind(dir: string, kind: DataKind): string {
  return kind === "demo"
    ? `${dir} belongs to a real portal: set its DATABASE_URL and LAPSE_MIGRATE_URL, or another LAPSE_DATA for a demo.`
    : `${dir} belongs to a demo: set LAPSE_DATA to another folder for a portal with a DATABASE_URL.`;
}
