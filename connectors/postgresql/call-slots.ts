/** At most `limit` holders at a time; the others wait their turn, in order. */
export class CallSlots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#free = limit;
  }

  /** Resolves with the function that gives the slot back; rejects with the signal's reason when it comes first. */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#turn(signal);
    let held = true;
    return () => {
      if (held) this.#giveBack();
      held = false;
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const called = (): void => {
        signal.removeEventListener("abort", gaveUp);
        resolve();
      };
      const gaveUp = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(called), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener("abort", gaveUp, { once: true });
      this.#waiting.push(called);
    });
  }

  #giveBack(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
