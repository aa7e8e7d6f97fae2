import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { Core } from "#core/ports/core.ts";
import { escalateReviews } from "#core/usecases/break-glass/escalate-reviews.ts";
import { followTime } from "#core/usecases/follow-time.ts";
import { readFeeds } from "#core/usecases/read-feeds.ts";
import { followFacts } from "#core/usecases/redecide-grants.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import type { Bell } from "#server/bell.ts";
import { log, newCorrelationId } from "#server/log.ts";

/** Looks at least this often, whatever the bell and the next deadline say: another process may have made something due. */
const longestWaitMs = 1_000;
/** Due, but in somebody else's hands: their lease is waited for without a tight loop. */
const shortestWaitMs = 20;
/** A round that takes longer than this (a target that hangs) goes on beside the next ones, so that it holds up nobody else. */
const roundMs = 1_000;
const mostRounds = 6;
const stopMs = 10_000;

export interface Ticker {
  /** Claims nothing more, and gives what is under way a few seconds to finish. */
  stop(): Promise<void>;
}

/**
 * Ends what is due without any scheduler: sleeps until the next deadline, or until a use case rings the bell. Any number of
 * processes may tick, with or without the scheduled route beside them; none of them is needed for another.
 */
export const startTicker = (core: Core, bell: Bell): Ticker => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = new Set<Promise<void>>();
  let failures = 0;

  const round = async (): Promise<void> => {
    const correlationId = newCorrelationId();
    try {
      await reconcileDue(core, { personId: null, via: "ticker", correlationId });
      failures = 0;
    } catch (error) {
      failures += 1;
      log().error({ err: error, correlationId, failures }, "the ticker failed and goes on");
    }
  };

  /** Apart from what must end: a policy or a feed that cannot be read must neither keep access alive nor slow its end. */
  const route = async (): Promise<void> => {
    const correlationId = newCorrelationId();
    try {
      await readFeeds(core, { personId: null, via: "ticker", correlationId });
      await followTime(core);
      await followFacts(core);
      await escalateReviews(core, { personId: null, via: "ticker", correlationId });
    } catch (error) {
      log().error({ err: error, correlationId }, "requests could not be routed anew");
    }
  };
  let routing: Promise<void> | null = null;

  const tick = async (): Promise<void> => {
    routing ??= route().finally(() => (routing = null));
    if (rounds.size >= mostRounds) await Promise.race(rounds);
    const running = round().finally(() => rounds.delete(running));
    rounds.add(running);
    await Promise.race([running, sleep(roundMs, undefined, { signal, ref: false }).catch(() => undefined)]);
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      await tick();
      await bell.wait(failures > 0 ? backOffMs(failures, core.ids.random()) : await untilNextDue(core), signal);
    }
  };
  const loop = run();

  return {
    async stop() {
      stopping.abort();
      await Promise.race([Promise.all([loop, ...rounds]), sleep(stopMs, undefined, { ref: false })]);
    },
  };
};

/** The database's clock on both sides of the difference, so that ours does not matter. */
const untilNextDue = async (core: Core): Promise<number> => {
  try {
    const [due, now] = await Promise.all([core.holdings.nextDueAt(), core.clock.now()]);
    const ms = due ? due.getTime() - now.getTime() : longestWaitMs;
    return Math.min(Math.max(ms, shortestWaitMs), longestWaitMs);
  } catch (error) {
    log().error({ err: error }, "the next deadline is not known");
    return longestWaitMs;
  }
};
