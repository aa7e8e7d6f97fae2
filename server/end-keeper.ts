import type { Core } from "#core/ports/core.ts";
import { keepEnds } from "#core/usecases/offline/keep-ends.ts";
import { log, newCorrelationId } from "#server/log.ts";
import { startWorkerLoop, type Worker } from "#server/worker-loop.ts";

const everyMs = 1_000;

/**
 * Keeps in memory what ends next, as long as the process runs, in each process, whether or not it ends access itself: when the
 * database is gone, each of them still takes away what falls due.
 */
export const startEndKeeper = (core: Core): Worker => {
  const keeper = keepEnds(core, { personId: null, via: "ticker", correlationId: newCorrelationId() });
  let wasAway = false;
  return startWorkerLoop({
    name: "keeping ends",
    work: async () => {
      const { away, known, removed } = await keeper.look();
      if (away !== wasAway)
        log().warn({ known, removed }, away ? "the database is away: only ends are kept" : "the database is back");
      wasAway = away;
    },
    restMs: () => everyMs,
    random: () => core.ids.random(),
    stopMs: 2_000,
  });
};
