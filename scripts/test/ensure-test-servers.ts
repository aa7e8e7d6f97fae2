import { existsSync } from "node:fs";
import { say } from "../progress.mjs";
import { canInstall, installDebianPackages } from "./debian-packages.ts";

/** Real servers that connectors are proved against, beside the PostgreSQL that came with npm. */
const servers = [
  { program: "/usr/lib/postgresql/15/bin/postgres", packages: ["postgresql-15"] },
  { program: "/usr/sbin/slapd", packages: ["slapd", "ldap-utils"] },
];

/** Installs what is missing where that is possible, and says which connector tests will be skipped where it is not. */
export async function ensureTestServers(): Promise<void> {
  const missing = servers.filter(({ program }) => !existsSync(program));
  if (missing.length === 0) return;
  const names = missing.flatMap(({ packages }) => packages);
  if (canInstall()) await installDebianPackages(...names);
  else say(`NOT TESTED HERE: connector tests that need ${names.join(", ")} are skipped (installing them needs root)`);
}
