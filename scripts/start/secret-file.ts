import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The secret kept in `secrets/<name>`, readable by its owner alone; made by `make` the first time. */
export function secretFile(dataDir: string, name: string, make: () => string): string {
  const file = path.join(dataDir, "secrets", name);
  if (!existsSync(file)) keepSecret(dataDir, name, make());
  return readFileSync(file, "utf8");
}

/** Writes a secret so that a kill in between leaves the old one or the new one, and never a part. */
export function keepSecret(dataDir: string, name: string, value: string): void {
  const file = path.join(dataDir, "secrets", name);
  writeFileSync(`${file}.new`, value, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
