import type pg from "pg";

/** Long enough for the next of many calls, short enough that a quiet portal holds nothing open at the target. */
const keptMs = 5_000;

/** Connections that a call has finished with, for the next ones: opening one costs a target more than most calls do. */
export class IdleConnections {
  readonly #idle = new Map<pg.Client, () => void>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  /** The one used last, or null. Whoever takes it must expect that the server has ended it meanwhile. */
  take(): pg.Client | null {
    const client = [...this.#idle.keys()].at(-1);
    if (client === undefined) return null;
    this.#forget(client);
    return client;
  }

  /** Only after a call that succeeded: nothing is under way on it, and no transaction is open. False when there are enough. */
  keep(client: pg.Client): boolean {
    if (this.#idle.size >= this.#most) return false;
    const timer = setTimeout(() => this.#end(client), keptMs);
    timer.unref();
    const ended = (): void => this.#forget(client);
    client.once("end", ended);
    this.#idle.set(client, () => {
      clearTimeout(timer);
      client.off("end", ended);
    });
    return true;
  }

  close(): void {
    for (const client of this.#idle.keys()) this.#end(client);
  }

  #end(client: pg.Client): void {
    this.#forget(client);
    client.end().catch(() => undefined);
  }

  #forget(client: pg.Client): void {
    this.#idle.get(client)?.();
    this.#idle.delete(client);
  }
}
