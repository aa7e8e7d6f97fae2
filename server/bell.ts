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
          const stop = (): void => {
            clearTimeout(timer);
            signal.removeEventListener("abort", stop);
            resolve();
          };
          const timer = setTimeout(stop, ms);
          answer = stop;
          signal.addEventListener("abort", stop, { once: true });
        });
        answer = null;
      }
      rung = false;
    },
  };
};

const key = Symbol.for("lapse.bells");
const shared = globalThis as { [key]?: Map<Listener, Bell> | undefined };

/** Who waits for a bell of its own: what ends access, and what tells people. */
type Listener = "ticker" | "teller";

/** A bell of this process: whoever rings it, in whatever bundle, is heard by the one who waits. */
export const processBell = (listener: Listener): Bell => {
  const bells = (shared[key] ??= new Map<Listener, Bell>());
  const bell = bells.get(listener) ?? createBell();
  bells.set(listener, bell);
  return bell;
};
