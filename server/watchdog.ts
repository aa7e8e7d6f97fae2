import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { followUse } from "#core/usecases/use/follow-use.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { measureClocks } from "#core/usecases/clocks/measure-clocks.ts";
import { endRestored } from "#core/usecases/restore/end-restored.ts";
import { metrics } from "#server/metrics.ts";
import { allOf, startWorkerLoop, type Worker } from "#server/worker-loop.ts";

/** A first failure is alarmed within this and the grace of what counts as overdue: well below half a minute. */
const everyMs = 5_000;
/** Each target is compared by one of them: whichever lists slowly keeps one, and the others go on. */
const comparers = 3;

/**
 * Looks for what must be alarmed, compares targets with what was granted, and follows how access is used, as long as the
 * process runs, in each process, whether or not it ends access itself. Apart from the ticker: one that hangs must not keep
 * its own silence from being noticed; and apart from each other: neither a target that lists slowly nor a measurement that fails
 * holds up an alarm. Rests first, so that a portal that was off is not alarmed about the time in which it was.
 */
export const startWatchdog = (core: Core): Worker => {
  const every = (name: string, work: (actor: Actor) => Promise<unknown>): Worker =>
    startWorkerLoop({
      name,
      steady: true,
      work: async (correlationId) => {
        await work({ personId: null, via: "ticker", correlationId });
      },
      restMs: () => everyMs,
      random: () => core.ids.random(),
      stopMs: 2_000,
    });
  return allOf([
    ...Array.from({ length: comparers }, () => every("comparing targets", (actor) => scanTargets(core, actor))),
    every("following the use of targets", (actor) => followUse(core, actor)),
    every("measuring the clocks", async () => {
      const { ownOffsetMs } = await measureClocks(core);
      if (ownOffsetMs !== null) metrics().ownClockOffset.set(ownOffsetMs / 1000);
    }),
    every("looking for a restored database", (actor) => endRestored(core, actor)),
    every("the watchdog", (actor) => watchOver(core, actor)),
  ]);
};
