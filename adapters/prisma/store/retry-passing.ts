import { setTimeout as sleep } from "node:timers/promises";
import { sqlState } from "../sql-state.ts";

/** Serialisation failure, deadlock, and our own seal's division by zero: nothing was written, and again may do better. */
const passing: readonly (string | null)[] = ["40001", "40P01", "22012"];
const retryForMs = 5_000;

/** Does it again while it fails for a reason that passes, for a few seconds. `work` must have no effect when it throws. */
export const retryPassing = async <T>(work: () => Promise<T>): Promise<T> => {
  const startedMs = performance.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!passing.includes(sqlState(error)) || performance.now() - startedMs > retryForMs) throw error;
      await sleep(5 + Math.random() * 45);
    }
  }
};
