import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { Core } from "#core/ports/core.ts";
import { tellDue } from "#core/usecases/notify/tell-due.ts";
import type { Bell } from "#server/bell.ts";
import { log, newCorrelationId } from "#server/log.ts";
import type { Ticker } from "#server/ticker.ts";

const longestWaitMs = 1_000;
const shortestWaitMs = 50;
/** A round that takes longer (a mail server that hangs) goes on beside the next ones, so that it holds up only its own channel. */
const roundMs = 2_000;
const mostRounds = 4;
const stopMs = 5_000;

/** Tells people what is due. Apart from the ticker that ends access, so that no mail server can ever delay a revocation. */
export const startTeller = (core: Core, bell: Bell): Ticker => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = new Set<Promise<void>>();
  let failures = 0;

  const round = async (): Promise<void> => {
    const correlationId = newCorrelationId();
    try {
      await tellDue(core, { personId: null, via: "ticker", correlationId });
      failures = 0;
    } catch (error) {
      failures += 1;
      log().error({ err: error, correlationId, failures }, "telling people failed and goes on");
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      if (rounds.size >= mostRounds) await Promise.race(rounds);
      const running = round().finally(() => rounds.delete(running));
      rounds.add(running);
      await Promise.race([running, sleep(roundMs, undefined, { signal, ref: false }).catch(() => undefined)]);
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

const untilNextDue = async (core: Core): Promise<number> => {
  try {
    const [due, now] = await Promise.all([core.outbox.nextDueAt(), core.clock.now()]);
    const ms = due ? due.getTime() - now.getTime() : longestWaitMs;
    return Math.min(Math.max(ms, shortestWaitMs), longestWaitMs);
  } catch (error) {
    log().error({ err: error }, "when people must be told next is not known");
    return longestWaitMs;
  }
};
