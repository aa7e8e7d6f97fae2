import type { TargetConnection } from "#core/ports/connector.ts";
import { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, readable } from "./directory-error.ts";
import { openClient } from "./open-client.ts";
import type { LdapSettings } from "./settings.ts";

/** No call lasts longer, whatever the server does: what is sent last is awaited for an operation's time-out at most. */
export const callTimeoutMs = 15_000;
/** Nothing new is sent after this. */
const sendingTimeMs = 10_000;

/** Calls on one directory, each on a connection of its own that is destroyed with it. */
export class DirectoryCalls {
  readonly #target: TargetConnection;
  readonly #settings: LdapSettings;
  readonly #closed = new AbortController();
  readonly #running = new Set<Promise<unknown>>();

  constructor(target: TargetConnection, settings: LdapSettings) {
    this.#target = target;
    this.#settings = settings;
  }

  /** Runs `work` until it is done, takes too long, or `overtaken` fires; its connection is gone when this settles. */
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
  }

  async #run<T>(work: (call: DirectoryCall) => Promise<T>, overtaken?: AbortSignal): Promise<T> {
    const startedMs = performance.now();
    const reasons = [AbortSignal.timeout(sendingTimeMs), this.#closed.signal, ...(overtaken ? [overtaken] : [])];
    const signal = AbortSignal.any(reasons);
    signal.throwIfAborted();
    const over = new AbortController();
    const stopped = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    });
    const done = openClient(this.#target, this.#settings, AbortSignal.any([signal, over.signal])).then(({ client }) => {
      const { portalNow } = this.#target;
      const sendUntilMs = startedMs + sendingTimeMs;
      return work(new DirectoryCall({ client, settings: this.#settings, portalNow, signal, startedMs, sendUntilMs }));
    });
    done.catch(() => undefined);
    stopped.catch(() => undefined);
    try {
      return await Promise.race([done, stopped]);
    } catch (error) {
      throw readable(error);
    } finally {
      over.abort();
    }
  }
}
