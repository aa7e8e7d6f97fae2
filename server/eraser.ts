import type { Core } from "#core/ports/core.ts";
import { eraseDue } from "#core/usecases/erasure/erase-due.ts";
import { sweepKept } from "#core/usecases/retention/sweep-kept.ts";
import { startWorkerLoop, type Worker } from "#server/worker-loop.ts";

/** Nobody waits for it at a screen: what is owed begins within this. */
const everyMs = 5_000;

/** Carries out the erasures that are owed, and erases what was kept for long enough, as long as the process runs. Any number of processes may. */
export const startEraser = (core: Core): Worker =>
  startWorkerLoop({
    name: "erasing personal data",
    steady: true,
    work: async (correlationId) => {
      const actor = { personId: null, via: "ticker", correlationId } as const;
      await eraseDue(core, actor);
      await sweepKept(core, actor);
    },
    restMs: () => everyMs,
    random: () => core.ids.random(),
    stopMs: 5_000,
  });
