import type { TargetConnection } from "#core/ports/connector.ts";
import { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, readable } from "./directory-error.ts";
import { IdleClients } from "./idle-clients.ts";
import { openClient, type OpenClient } from "./open-client.ts";
import type { LdapSettings } from "./settings.ts";

/** No call lasts longer, whatever the server does: what is sent last is awaited for an operation's time-out at most. */
export const callTimeoutMs = 15_000;
/** Nothing new is sent after this. */
const sendingTimeMs = 10_000;

/**
 * Calls on one directory, each with a connection to itself. The connection of a call that succeeded serves later calls; that of
 * any other is destroyed with it.
 */
export class DirectoryCalls {
  readonly #target: TargetConnection;
  readonly #settings: LdapSettings;
  readonly #idle = new IdleClients<OpenClient>();
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(target: TargetConnection, settings: LdapSettings) {
    this.#target = target;
    this.#settings = settings;
  }

  /** Runs `work` until it is done, takes too long, or `overtaken` fires; nothing of it is under way when this settles. */
  during<T>(work: (call: DirectoryCall) => Promise<T>, overtaken?: AbortSignal): Promise<T> {
    const running = this.#run(work, overtaken);
    this.#running.add(running);
    const over = (): boolean => this.#running.delete(running);
    running.then(over, over);
    return running;
  }

  /** Ends every call; those under way throw, as do later ones. */
  async close(): Promise<void> {
    this.#closed.abort(new DirectoryStateError("The connector was closed"));
    await Promise.allSettled(this.#running);
    this.#idle.close();
  }

  async #run<T>(work: (call: DirectoryCall) => Promise<T>, overtaken?: AbortSignal): Promise<T> {
    const startedMs = performance.now();
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new DirectoryStateError("The call took too long")), sendingTimeMs);
    const signal = AbortSignal.any([late.signal, this.#closed.signal, ...(overtaken ? [overtaken] : [])]);
    // One, once it is open; none again when the call is over.
    const opened = new Set<OpenClient>();
    const stopped = new Promise<never>((_, reject) => {
      const stop = (): void => {
        opened.forEach(destroy);
        reject(signal.reason as Error);
      };
      if (signal.aborted) stop();
      else signal.addEventListener("abort", stop, { once: true });
    });
    stopped.catch(() => undefined);
    const done = this.#client(signal).then((one) => {
      opened.add(one);
      const { portalNow } = this.#target;
      const sendUntilMs = startedMs + sendingTimeMs;
      const call = { client: one.client, settings: this.#settings, portalNow, signal, startedMs, sendUntilMs };
      return work(new DirectoryCall(call));
    });
    done.catch(() => undefined);
    try {
      const result = await Promise.race([done, stopped]);
      for (const one of opened) this.#idle.keep(one);
      return result;
    } catch (error) {
      opened.forEach(destroy);
      throw readable(error);
    } finally {
      opened.clear();
      clearTimeout(timer);
    }
  }

  async #client(signal: AbortSignal): Promise<OpenClient> {
    signal.throwIfAborted();
    return this.#idle.take() ?? (await openClient(this.#target, this.#settings, signal));
  }
}

function destroy(one: OpenClient): void {
  one.destroy();
}
