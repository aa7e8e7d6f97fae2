import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "#core/ports/core.ts";
import { keepEnds } from "#core/usecases/offline/keep-ends.ts";
import { log, newCorrelationId } from "#server/log.ts";

const everyMs = 1_000;
const stopMs = 2_000;

export interface EndKeeperLoop {
  stop(): Promise<void>;
}

/**
 * Keeps in memory what ends next, as long as the process runs, in each process, whether or not it ends access itself: when the
 * database is gone, each of them still takes away what falls due.
 */
export const startEndKeeper = (core: Core): EndKeeperLoop => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const keeper = keepEnds(core, { personId: null, via: "ticker", correlationId: newCorrelationId() });
  let wasAway = false;
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const { away, known, removed } = await keeper.look();
      if (away !== wasAway)
        log().warn({ known, removed }, away ? "the database is away: only ends are kept" : "the database is back");
      wasAway = away;
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  };
  const loop = run();
  return {
    async stop() {
      stopping.abort();
      await Promise.race([loop, sleep(stopMs, undefined, { ref: false })]);
    },
  };
};
