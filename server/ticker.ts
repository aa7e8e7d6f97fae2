import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { readFeeds } from "#core/usecases/read-feeds.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { routeAnew } from "#core/usecases/route-anew.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import type { Bell } from "#server/bell.ts";
import { allOf, startWorkerLoop, untilDue, type Worker } from "#server/worker-loop.ts";

const bounds = { shortestMs: 20, longestMs: 1_000 };
const settleEveryMs = 1_000;
const routeEveryMs = 1_000;
/** How often it is asked which of them are due. */
const feedsEveryMs = 1_000;
const stopMs = 10_000;

const asTicker = (correlationId: string): Actor => ({ personId: null, via: "ticker", correlationId });

/**
 * Ends what is due without any scheduler: sleeps until the next deadline, or until a use case rings the bell. Any number of
 * processes may tick, with or without the scheduled route beside them; none of them is needed for another. What else time brings
 * has loops of its own: it must neither keep access alive nor slow its end, and a target or a feed that hangs must not hold it up.
 */
export const startTicker = (core: Core, bell: Bell): Worker => {
  const random = (): number => core.ids.random();
  const loops = [
    startWorkerLoop({
      name: "the ticker",
      bell,
      work: async (correlationId, stopping) => {
        await reconcileDue(core, asTicker(correlationId), stopping);
      },
      restMs: async () => {
        const [due, now] = await Promise.all([core.holdings.nextDueAt(), core.clock.now()]);
        return untilDue(due, now, bounds);
      },
      random,
      stopMs,
    }),
    startWorkerLoop({
      name: "what time settles",
      work: async (correlationId) => {
        await settleDue(core, asTicker(correlationId));
      },
      restMs: () => settleEveryMs,
      random,
      stopMs,
    }),
    startWorkerLoop({
      name: "routing requests anew",
      work: async (correlationId) => {
        await routeAnew(core, asTicker(correlationId));
      },
      restMs: () => routeEveryMs,
      random,
      stopMs,
    }),
    startWorkerLoop({
      name: "reading on-call feeds",
      work: async (correlationId) => {
        await readFeeds(core, asTicker(correlationId));
      },
      restMs: () => feedsEveryMs,
      random,
      stopMs,
    }),
  ];
  return allOf(loops);
};
