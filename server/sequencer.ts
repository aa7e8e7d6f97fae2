import { setTimeout as sleep } from "node:timers/promises";
import { backOffMs } from "#core/domain/holding/back-off.ts";
import type { Core } from "#core/ports/core.ts";
import { sequence } from "#core/usecases/log/sequence.ts";
import type { Sequencing } from "#core/usecases/log/sequencing.ts";
import { showNewest } from "#core/usecases/log/show-witness.ts";
import { log } from "#server/log.ts";

/** How long events wait for company: what comes within it shares one checkpoint. */
const batchMs = 250;
/** Another process extends the log; it is taken over when its lease runs out. */
const elsewhereMs = 1_000;
const stopMs = 5_000;

export interface Sequencer {
  /** Finishes the round under way and gives up the lease, so that another process need not wait for its end. */
  stop(): Promise<void>;
}

/** Extends the log as long as the process runs. Any number of processes may; one at a time does. */
export const startSequencer = (core: Core): Sequencer => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let held: Sequencing | null = null;
  let failures = 0;
  let showing = false;

  const round = async (): Promise<number> => {
    try {
      ({ held } = await sequence(core, held));
      failures = 0;
      if (held) showElsewhere();
      return held ? batchMs : elsewhereMs;
    } catch (error) {
      held = null;
      failures += 1;
      log().error({ err: error, failures }, "the log could not be extended");
      return backOffMs(failures, core.ids.random());
    }
  };

  /** Beside the rounds, one at a time: a witness that is slow holds up no checkpoint. */
  const showElsewhere = (): void => {
    if (showing) return;
    showing = true;
    showNewest(core)
      .catch((error: unknown) => log().warn({ err: error }, "a witness could not be asked"))
      .finally(() => (showing = false));
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const waitMs = await round();
      await sleep(waitMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
    if (held) await core.log.release(held.fence).catch(() => undefined);
  };
  const loop = run();

  return {
    async stop() {
      stopping.abort();
      await Promise.race([loop, sleep(stopMs, undefined, { ref: false })]);
    },
  };
};
