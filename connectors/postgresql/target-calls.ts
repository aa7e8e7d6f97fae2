import pg from "pg";
import type { TargetConnection } from "#core/ports/connector.ts";
import { idleName } from "./application-name.ts";
import { CallSlots } from "./call-slots.ts";
import { guardReading } from "./guard-reading.ts";
import { IdleConnections } from "./idle-connections.ts";
import { preparations } from "./preparations.ts";
import type { PostgresqlSettings } from "./settings.ts";
import { TargetStateError } from "./target-error.ts";
import { tlsOptions } from "./tls-options.ts";

/** No call lasts longer, whatever the server does. */
export const callTimeoutMs = 20_000;
/** Nothing new is sent after this; what was sent last is bound by the server's own statement time-out. */
const sendingTimeMs = 15_000;
const connectTimeoutMs = 3_000;
/** How much longer than the server's own time-out an answer is awaited before the connection is given up. */
const answerMarginMs = 500;
const lockTimeoutMs = 3_000;
/** Calls at the same time to one target; each opens one connection, a removal two. */
const maxCalls = 8;

/** One call at the target: nothing of it is under way on its connections when it is over. */
export interface Call {
  /** A connection to the maintenance database. */
  readonly main: pg.Client;
  readonly settings: PostgresqlSettings;
  readonly portalNow: () => Promise<Date>;
  /** The rows of each of the statements that the call began with. */
  readonly entered: readonly (readonly unknown[])[];
  connect(database: string): Promise<pg.Client>;
}

type Entered = Pick<Call, "main" | "entered">;

interface Opening {
  readonly applicationName: string;
  /** Every connection of the call. */
  readonly clients: Set<pg.Client>;
  readonly signal: AbortSignal;
  readonly sendUntilMs: number;
}

/**
 * Calls on one cluster: few at a time, each bound in time on both sides. The connections of a call that succeeded serve later calls;
 * those of any other are ended with it.
 */
export class TargetCalls {
  readonly #settings: PostgresqlSettings;
  readonly #target: TargetConnection;
  readonly #slots = new CallSlots(maxCalls);
  readonly #idle = new IdleConnections(2 * maxCalls);
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(target: TargetConnection, settings: PostgresqlSettings) {
    this.#target = target;
    this.#settings = settings;
  }

  /**
   * Runs `work` under this application name, which other calls see in pg_stat_activity. The statements of `first`, which only
   * read, are sent before it in the same message as the name, and find it already there.
   */
  during<T>(applicationName: string, work: (call: Call) => Promise<T>, first: readonly string[] = []): Promise<T> {
    const running = this.#run(applicationName, work, first);
    this.#running.add(running);
    const over = (): boolean => this.#running.delete(running);
    running.then(over, over);
    return running;
  }

  async #run<T>(applicationName: string, work: (call: Call) => Promise<T>, first: readonly string[]): Promise<T> {
    const sendUntilMs = performance.now() + sendingTimeMs;
    const late = AbortSignal.timeout(sendingTimeMs);
    const signal = AbortSignal.any([late, this.#closed.signal]);
    const giveBack = await this.#slots.take(signal);
    const clients = new Set<pg.Client>();
    const stopAll = (): void => clients.forEach(cut);
    const stopped = new Promise<never>((_, reject) => {
      const stop = (): void => {
        stopAll();
        reject(signal.reason as Error);
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
    const opening: Opening = { applicationName, clients, signal, sendUntilMs };
    const connect = async (database: string): Promise<pg.Client> => (await this.#enter(database, opening, [])).main;
    const { portalNow } = this.#target;
    const done = this.#enter(this.#settings.maintenanceDatabase, opening, first).then((entered) =>
      work({ ...entered, settings: this.#settings, portalNow, connect }),
    );
    done.catch(() => undefined);
    stopped.catch(() => undefined);
    try {
      const result = await Promise.race([done, stopped]);
      for (const client of clients) if (this.#isReusable(client) && this.#keep(client, opening)) clients.delete(client);
      return result;
    } finally {
      await Promise.all([...clients].map(end));
      giveBack();
    }
  }

  /** Ends every call and resolves when their connections are gone; those under way throw, as do later ones. */
  async close(): Promise<void> {
    this.#closed.abort(new Error("The connector was closed"));
    await Promise.allSettled(this.#running);
    this.#idle.close();
  }

  #isReusable(client: pg.Client): boolean {
    return client.database === this.#settings.maintenanceDatabase && !this.#closed.signal.aborted;
  }

  #keep(client: pg.Client, { applicationName }: Opening): boolean {
    if (!this.#idle.keep(client)) return false;
    // Not awaited: whatever is sent next comes after it. From here on it is nobody's call, and no fence need end it.
    if (applicationName !== idleName) client.query(named(idleName)).catch(() => undefined);
    return true;
  }

  async #enter(database: string, opening: Opening, first: readonly string[]): Promise<Entered> {
    const { signal, sendUntilMs } = opening;
    const isMain = database === this.#settings.maintenanceDatabase;
    const entered = (isMain ? await this.#reuse(opening, first) : null) ?? (await this.#open(database, opening, first));
    // A process that was stopped meanwhile learns here, with its connection visible to others, that it is too late. It reads
    // what arrived before any timer fires, so the clock itself is asked too.
    signal.throwIfAborted();
    if (performance.now() > sendUntilMs) throw new TargetStateError("The call took too long and sends nothing more");
    return entered;
  }

  /** A connection of an earlier call, under this call's name before anything else is done; null when none is left that lives. */
  async #reuse({ applicationName, clients }: Opening, first: readonly string[]): Promise<Entered | null> {
    for (let client = this.#idle.take(); client !== null; client = this.#idle.take()) {
      clients.add(client);
      try {
        return { main: client, entered: await send(client, [named(applicationName)], first) };
      } catch {
        clients.delete(client);
        void end(client);
      }
    }
    return null;
  }

  async #open(database: string, opening: Opening, first: readonly string[]): Promise<Entered> {
    const { applicationName, clients, signal } = opening;
    const settings = this.#settings;
    const address = await this.#target.resolveAddress(settings.host);
    signal.throwIfAborted();
    const client = guardReading(
      new pg.Client({
        host: address,
        port: settings.port,
        user: settings.user,
        password: this.#target.secret,
        database,
        ssl: tlsOptions(settings),
        application_name: applicationName,
        connectionTimeoutMillis: connectTimeoutMs,
        statement_timeout: settings.statementTimeoutMs,
        query_timeout: settings.statementTimeoutMs + answerMarginMs,
        lock_timeout: lockTimeoutMs,
        idle_in_transaction_session_timeout: settings.statementTimeoutMs,
        keepAlive: true,
        // Accounts may create functions and operators that others would then run by mistake (CVE-2018-1058).
        options: "-c search_path=pg_catalog,pg_temp",
        client_encoding: "UTF8",
      }),
    );
    // A connection that breaks fails its query; without a listener it would end the process as well.
    client.on("error", () => undefined);
    clients.add(client);
    await client.connect();
    return { main: client, entered: await send(client, preparations, first) };
  }
}

/** One message; answers what `first` found. */
async function send(client: pg.Client, before: readonly string[], first: readonly string[]): Promise<Call["entered"]> {
  const results: unknown = await client.query([...before, ...first].join(";\n"));
  return ([results].flat() as pg.QueryResult<object>[]).slice(before.length).map(({ rows }) => rows);
}

function named(applicationName: string): string {
  return `set application_name = ${pg.escapeLiteral(applicationName)}`;
}

function cut(client: pg.Client): void {
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
}

/** Says goodbye and does not wait for an answer that may never come. */
async function end(client: pg.Client): Promise<void> {
  const patience = setTimeout(() => cut(client), 250);
  await client.end().catch(() => undefined);
  clearTimeout(patience);
}
