/** Long enough for the next of many calls, short enough that a quiet portal holds nothing open at the directory. */
const keptMs = 5_000;
/** A connection that is always wanted again is still opened anew now and then, with the rights and certificates of that time. */
const oldMs = 60_000;
/** As many as work on one target at once. */
const most = 64;

/** What is asked of a connection that is kept. */
interface Kept {
  readonly openedMs: number;
  isUp(): boolean;
  destroy(): void;
}

/** Connections to one directory that a call has finished with, for the next ones: opening one costs it more than most calls do. */
export class IdleClients<T extends Kept> {
  readonly #idle = new Map<T, NodeJS.Timeout>();

  /** The one used last that still stands, or null. */
  take(): T | null {
    for (const one of [...this.#idle.keys()].reverse()) {
      clearTimeout(this.#idle.get(one));
      this.#idle.delete(one);
      if (isUsable(one)) return one;
      one.destroy();
    }
    return null;
  }

  /** Only after a call that succeeded, so that nothing is under way on it. Ends it where there are enough. */
  keep(one: T): void {
    if (this.#idle.size >= most || !isUsable(one)) {
      one.destroy();
      return;
    }
    const timer = setTimeout(() => this.#end(one), keptMs);
    timer.unref();
    this.#idle.set(one, timer);
  }

  close(): void {
    for (const one of this.#idle.keys()) this.#end(one);
  }

  #end(one: T): void {
    clearTimeout(this.#idle.get(one));
    this.#idle.delete(one);
    one.destroy();
  }
}

function isUsable(one: Kept): boolean {
  return one.isUp() && performance.now() - one.openedMs < oldMs;
}
