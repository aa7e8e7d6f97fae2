import type { Core } from "#core/ports/core.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import type { Bell } from "#server/bell.ts";
import { startWorkerLoop, untilDue, type Worker } from "#server/worker-loop.ts";

const bounds = { shortestMs: 50, longestMs: 1_000 };
/** A mail server that hangs holds up its own channel, and no round for the others. */
const beside = { afterMs: 2_000, most: 4 };

/** Tells people what is due. Apart from the ticker that ends access, so that no mail server can ever delay a revocation. */
export const startTeller = (core: Core, bell: Bell): Worker =>
  startWorkerLoop({
    name: "telling people",
    bell,
    beside,
    work: async (correlationId) => {
      await tellDue(core, { personId: null, via: "ticker", correlationId });
    },
    restMs: async () => {
      const channels = core.channels.map(({ name }) => name);
      const [due, now] = await Promise.all([core.outbox.nextDueAt(channels), core.clock.now()]);
      return untilDue(due, now, bounds);
    },
    random: () => core.ids.random(),
    stopMs: 5_000,
  });
