import type { Wake } from "#core/ports/wake.ts";

/** The bell that a use case rings when something became due. Rings that nobody waits for are remembered, once. */
export interface Bell extends Wake {
  /** Resolves at the next ring, after `ms`, or when `signal` aborts: whichever comes first. Never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const createBell = (): Bell => {
  let rung = false;
  let answer: (() => void) | null = null;
  return {
    due() {
      rung = true;
      answer?.();
    },
    async wait(ms, signal) {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          const stop = (): void => {
            clearTimeout(timer);
            resolve();
          };
          answer = stop;
          signal.addEventListener("abort", stop, { once: true });
        });
        answer = null;
      }
      rung = false;
    },
  };
};

const key = Symbol.for("lapse.bell");
const shared = globalThis as { [key]?: Bell | undefined };

/** The bell of this process: whoever rings it, in whatever bundle, is heard by the one ticker. */
export const processBell = (): Bell => (shared[key] ??= createBell());
