import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "#core/ports/core.ts";
import { eraseDue } from "#core/usecases/erasure/erase-due.ts";
import { sweepKept } from "#core/usecases/retention/sweep-kept.ts";
import { log, newCorrelationId } from "#server/log.ts";

/** Nobody waits for it at a screen: what is owed begins within this. */
const everyMs = 5_000;
const stopMs = 5_000;

export interface ErasingWorker {
  stop(): Promise<void>;
}

/** Carries out the erasures that are owed, and erases what was kept for long enough, as long as the process runs. Any number of processes may. */
export const startEraser = (core: Core): ErasingWorker => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const round = async (): Promise<void> => {
    const correlationId = newCorrelationId();
    try {
      const actor = { personId: null, via: "ticker", correlationId } as const;
      await eraseDue(core, actor);
      await sweepKept(core, actor);
    } catch (error) {
      log().error({ err: error, correlationId }, "personal data could not be erased yet");
    }
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      await round();
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
