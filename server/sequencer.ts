import type { Core } from "#core/ports/core.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import type { Sequencing } from "#core/usecases/log/sequencing.ts";
import { showNewest } from "#core/usecases/log/show-witness.ts";
import { log } from "#server/log.ts";
import { startWorkerLoop, type Worker } from "#server/worker-loop.ts";

/** How long events wait for company: what comes within it shares one checkpoint. */
const batchMs = 250;
/** Another process extends the log; it is taken over when its lease runs out. */
const elsewhereMs = 1_000;

/**
 * Extends the log as long as the process runs. Any number of processes may; one at a time does. Stopped, it finishes the round
 * under way and gives up the lease, so that another process need not wait for its end.
 */
export const startSequencer = (core: Core): Worker => {
  let held: Sequencing | null = null;
  let showing = false;

  /** Beside the rounds, one at a time: a witness that is slow holds up no checkpoint. */
  const showElsewhere = (): void => {
    if (showing) return;
    showing = true;
    showNewest(core)
      .catch((error: unknown) => log().warn({ err: error }, "a witness could not be asked"))
      .finally(() => (showing = false));
  };

  return startWorkerLoop({
    name: "extending the log",
    work: async () => {
      const last = held;
      // Where this fails it is not known what became of it.
      held = null;
      ({ held } = await sequence(core, last));
      if (held) showElsewhere();
    },
    restMs: () => (held ? batchMs : elsewhereMs),
    random: () => core.ids.random(),
    stopMs: 5_000,
    atEnd: async () => {
      if (held) await core.log.release(held.fence);
    },
  });
};
