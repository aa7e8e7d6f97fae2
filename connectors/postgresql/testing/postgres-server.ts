import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseUser } from "#scripts/postgres/database-user.ts";
import { freePort } from "#scripts/postgres/free-port.ts";
import { serverBinaries } from "#scripts/postgres/server-binaries.ts";

const debian = (major: number): string => `/usr/lib/postgresql/${major}/bin`;
const embeddedMajor = 18;
/** Nothing of ours: PGDATA and its like would be obeyed. Next declares a variable that only its own processes have. */
const serverEnvironment = { LC_ALL: "C", TZ: "UTC" } as unknown as NodeJS.ProcessEnv;

/** Whether this machine has that server; 18 comes with npm. */
export function hasServer(major: number): boolean {
  return major === embeddedMajor || existsSync(path.join(debian(major), "initdb"));
}

/** A PostgreSQL of our own on 127.0.0.1 that logs every statement and allows prepared transactions. */
export class PostgresServer {
  readonly port: number;
  readonly adminPassword = "fake-superuser-password";
  readonly #dir: string;
  readonly #postgres: string;
  readonly #settings: Readonly<Record<string, string>>;
  #process: ChildProcess | undefined;

  private constructor(dir: string, postgres: string, port: number, settings: Readonly<Record<string, string>>) {
    this.#dir = dir;
    this.#settings = settings;
    this.#postgres = postgres;
    this.port = port;
  }

  static async start(major: number, settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
    const { postgres, initdb } =
      major === embeddedMajor
        ? serverBinaries(databaseUser(), () => undefined)
        : { postgres: path.join(debian(major), "postgres"), initdb: path.join(debian(major), "initdb") };
    const dir = mkdtempSync(path.join(os.tmpdir(), "lapse-target-"));
    const work = path.join(dir, "work");
    mkdirSync(work);
    const server = new PostgresServer(dir, postgres, await freePort(), settings);
    const passwordFile = path.join(work, "password");
    writeFileSync(passwordFile, server.adminPassword, { mode: 0o600 });
    chmodSync(dir, 0o711);
    const user = databaseUser();
    if (user !== undefined) for (const file of [work, passwordFile]) chownSync(file, user.uid, user.gid);
    const options = ["-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8", "--locale=C"];
    execFileSync(initdb, ["-D", path.join(work, "data"), ...options, "--no-sync"], {
      stdio: "pipe",
      ...server.#runAs(),
    });
    await server.run();
    return server;
  }

  #runAs(): { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number } {
    const user = databaseUser();
    return {
      cwd: "/",
      env: serverEnvironment,
      ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
    };
  }

  async run(): Promise<void> {
    const settings = {
      port: this.port,
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "off",
      log_statement: "all",
      log_connections: "on",
      max_prepared_transactions: 5,
      max_connections: 60,
      ...this.#settings,
    };
    const log = openSync(this.#logFile, "a");
    const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const args = ["-D", path.join(this.#dir, "work/data"), ...flags];
    this.#process = spawn(this.#postgres, args, { stdio: ["ignore", log, log], ...this.#runAs() });
    process.once("exit", this.#quit);
    await this.#ready();
  }

  async #ready(): Promise<void> {
    const giveUpMs = performance.now() + 20_000;
    for (;;) {
      try {
        await this.admin((client) => client.query("select 1"));
        return;
      } catch (error) {
        if (performance.now() > giveUpMs) throw error;
      }
      await sleep(30);
    }
  }

  /** Its certificate and key; it listens with TLS from now on. */
  async useTls(certificate: string, key: string): Promise<void> {
    const user = databaseUser();
    for (const [name, text] of [["server.crt", certificate] as const, ["server.key", key] as const]) {
      const file = path.join(this.#dir, "work/data", name);
      writeFileSync(file, text, { mode: 0o600 });
      if (user !== undefined) chownSync(file, user.uid, user.gid);
    }
    await this.admin((client) => client.query("alter system set ssl = on"));
    await this.end();
    await this.run();
  }

  readonly #quit = (): void => {
    this.#process?.kill("SIGQUIT");
  };

  get #logFile(): string {
    return path.join(this.#dir, "server.log");
  }

  log(): string {
    return readFileSync(this.#logFile, "utf8");
  }

  /** As the superuser. */
  async admin<T>(work: (client: pg.Client) => Promise<T>, database = "postgres"): Promise<T> {
    const client = this.client("postgres", this.adminPassword, database);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  client(user: string, password: string, database: string): pg.Client {
    const client = new pg.Client({ host: "127.0.0.1", port: this.port, user, password, database, ssl: false });
    client.on("error", () => undefined);
    return client;
  }

  /** SIGQUIT is PostgreSQL's immediate shutdown: no goodbye, and recovery at the next start. */
  async end(signal: "SIGINT" | "SIGQUIT" = "SIGQUIT"): Promise<void> {
    process.removeListener("exit", this.#quit);
    const running = this.#process;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    const exited = once(running, "exit");
    running.kill(signal);
    await exited;
  }

  async remove(): Promise<void> {
    await this.end();
    rmSync(this.#dir, { recursive: true, force: true });
  }
}
