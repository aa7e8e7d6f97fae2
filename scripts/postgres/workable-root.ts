import { mkdirSync } from "node:fs";

/**
 * Where root keeps what the database user must reach when the repository lies below a closed folder.
 * Owned by root and not in a folder that others may write to, so nobody can put something of theirs there first.
 */
export function workableRoot(): string {
  const root = "/var/lib/lapse";
  mkdirSync(root, { recursive: true, mode: 0o755 });
  return root;
}
