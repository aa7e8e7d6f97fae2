import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runAs, databaseUser } from "#scripts/postgres/database-user.ts";
import { freePort, isFreePort } from "#scripts/postgres/free-port.ts";

/** Server connections to one database: so few that each serves many clients. A test that lets three wait for a fourth needs four. */
export const poolSize = 4;

export interface Pgbouncer {
  port: number;
  stop(): Promise<void>;
}

export interface PgbouncerOptions {
  program: string;
  serverPort: number;
  passwords: Readonly<Record<string, string>>;
}

const scalePage = path.join(import.meta.dirname, "../../docs/scale.md");

/** What the page on poolers tells operators to set: tested is what is written there. */
export function documentedPooler(): { roleSettings: string; pgbouncerSettings: readonly string[] } {
  const [, section] = /\n## Pooler\n([^]*?)\n## /.exec(readFileSync(scalePage, "utf8")) ?? [];
  const [, roleSettings] = /```sql\n([^]*?)```/.exec(section ?? "") ?? [];
  const pgbouncerSettings = [...(section ?? "").matchAll(/^\d\. `(\w+ = \w+)`/gm)].flatMap(
    ([, setting]) => setting ?? [],
  );
  if (roleSettings === undefined || pgbouncerSettings.length === 0) throw new Error(`${scalePage} names no settings`);
  return { roleSettings, pgbouncerSettings };
}

/** In transaction mode, with the settings of the page on poolers, before every database of the server. */
export async function startPgbouncer({ program, serverPort, passwords }: PgbouncerOptions): Promise<Pgbouncer> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "lapse-pgbouncer-"));
  // As root it runs as another user, as PostgreSQL does.
  chmodSync(folder, 0o711);
  const port = await freePort();
  const users = Object.entries(passwords).map(([role, password]) => `"${role}" "${password}"\n`);
  const settings = [
    "[databases]",
    `* = host=127.0.0.1 port=${serverPort}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${port}`,
    "unix_socket_dir =",
    "auth_type = scram-sha-256",
    `auth_file = ${path.join(folder, "users.txt")}`,
    "pool_mode = transaction",
    `default_pool_size = ${poolSize}`,
    "max_client_conn = 2000",
    // A database is copied, and dropped, only when nobody is connected to it.
    "server_idle_timeout = 1",
    ...documentedPooler().pgbouncerSettings,
  ];
  const file = path.join(folder, "pgbouncer.ini");
  writeFileSync(path.join(folder, "users.txt"), users.join(""), { mode: 0o644 });
  writeFileSync(file, settings.join("\n"), { mode: 0o644 });
  const log: string[] = [];
  const child = spawn(program, [file], { ...runAs(databaseUser()), stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.setEncoding("utf8").on("data", (text: string) => log.push(text));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()).once("error", () => resolve()));
  const giveUpAt = performance.now() + 10_000;
  while (await isFreePort(port)) {
    if (child.exitCode !== null || performance.now() > giveUpAt)
      throw new Error(`PgBouncer does not start: ${log.join("")}`);
    await sleep(20);
  }
  const stop = async (): Promise<void> => {
    child.kill("SIGINT");
    const killed = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await ended;
    clearTimeout(killed);
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, stop };
}
