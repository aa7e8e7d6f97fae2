import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { Bell } from "#server/bell.ts";
import { log, newCorrelationId } from "#server/log.ts";

/** Something that the process does by itself, until it is stopped. */
export interface Worker {
  /** Begins nothing more, and gives what is under way a few seconds to finish. */
  stop(): Promise<void>;
}

interface Loop {
  /** What the log calls it. */
  readonly name: string;
  /** One round. May fail: then it is tried again, each time a little later. Begins nothing more once `stopping` is aborted. */
  work(correlationId: string, stopping: AbortSignal): Promise<void>;
  /** How long to rest after a round that did not fail, in milliseconds. Where that cannot be said, it counts as a failure. */
  restMs(): Promise<number> | number;
  /** Whoever rings it ends the rest. */
  readonly bell?: Bell;
  /** A round that takes longer than `afterMs` goes on beside the next ones, `most` at once. Without it rounds follow each other. */
  readonly beside?: { readonly afterMs: number; readonly most: number };
  /** Rests before the first round, and as long as ever after one that failed. */
  readonly steady?: true;
  /** Between 0 and 1, drawn anew each time, so that processes do not try again in step. */
  readonly random: () => number;
  /** How long `stop` waits for what is under way. */
  readonly stopMs: number;
  /** Done last, when nothing is under way any more. */
  readonly atEnd?: () => Promise<void>;
}

/** Works, rests, and works again until it is stopped, whatever goes wrong. Any number of processes may run the same loop. */
export const startWorkerLoop = (loop: Loop): Worker => {
  const { name, beside, bell, steady } = loop;
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = new Set<Promise<void>>();
  let failures = 0;

  /** Null for what failed, which is logged. */
  const attempt = async <T>(part: (correlationId: string) => Promise<T> | T): Promise<T | null> => {
    const correlationId = newCorrelationId();
    try {
      return await part(correlationId);
    } catch (error) {
      failures += 1;
      log().error({ err: error, correlationId, failures }, `${name} failed and goes on`);
      return null;
    }
  };
  const round = async (): Promise<void> => {
    const before = failures;
    await attempt((correlationId) => loop.work(correlationId, signal));
    if (failures === before) failures = 0;
  };
  const rest = async (): Promise<void> => {
    if (signal.aborted) return;
    const wanted = failures > 0 && !steady ? null : await attempt(() => loop.restMs());
    const ms = wanted ?? backOffMs(failures, loop.random());
    await (bell ? bell.wait(ms, signal) : pause(ms, signal));
  };
  const run = async (): Promise<void> => {
    if (steady) await rest();
    while (!signal.aborted) {
      if (rounds.size >= (beside?.most ?? 1)) await Promise.race(rounds);
      const running = round().finally(() => rounds.delete(running));
      rounds.add(running);
      await (beside ? Promise.race([running, pause(beside.afterMs, signal)]) : running);
      await rest();
    }
    await Promise.all(rounds);
    if (loop.atEnd) await attempt(loop.atEnd);
  };
  const running = run();

  return {
    async stop() {
      stopping.abort();
      await Promise.race([running, pause(loop.stopMs)]);
    },
  };
};

/** Several loops that begin and stop together. */
export const allOf = (workers: readonly Worker[]): Worker => ({
  stop: async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
  },
});

/** Never longer than `ms`; holds up no process that has nothing else to do. */
const pause = async (ms: number, signal?: AbortSignal): Promise<void> => {
  await sleep(ms, undefined, { ref: false, ...(signal ? { signal } : {}) }).catch(() => undefined);
};

interface Bounds {
  /** What is due may be in somebody else's hands: that is waited for without a tight loop. */
  readonly shortestMs: number;
  /** Another process may make something due meanwhile. */
  readonly longestMs: number;
}

/** How long until `due`; both are of the database's clock, so that ours does not matter. */
export const untilDue = (due: Date | null, now: Date, { shortestMs, longestMs }: Bounds): number =>
  Math.min(Math.max(due ? due.getTime() - now.getTime() : longestMs, shortestMs), longestMs);
