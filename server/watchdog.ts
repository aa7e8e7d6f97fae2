import { setTimeout as sleep } from "node:timers/promises";
import type { Core } from "#core/ports/core.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { followUse } from "#core/usecases/use/follow-use.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { measureClocks } from "#core/usecases/clocks/measure-clocks.ts";
import { endRestored } from "#core/usecases/restore/end-restored.ts";
import { metrics } from "#server/metrics.ts";
import { log, newCorrelationId } from "#server/log.ts";

/** A first failure is alarmed within this and the grace of what counts as overdue: well below half a minute. */
const everyMs = 5_000;
const stopMs = 2_000;

export interface Watchdog {
  stop(): Promise<void>;
}

/**
 * Looks for what must be alarmed, compares targets with what was granted, and follows how access is used, as long as the
 * process runs, in each process, whether or not it ends access itself. Apart from the ticker: one that hangs must not keep
 * its own silence from being noticed. Waits first, so that a portal that was off is not alarmed about the time in which it was.
 */
export const startWatchdog = (core: Core): Watchdog => {
  const stopping = new AbortController();
  const { signal } = stopping;
  const look = async (): Promise<void> => {
    const correlationId = newCorrelationId();
    try {
      const { ownOffsetMs } = await measureClocks(core);
      if (ownOffsetMs !== null) metrics().ownClockOffset.set(ownOffsetMs / 1000);
      await endRestored(core, { personId: null, via: "ticker", correlationId });
      await watchOver(core, { personId: null, via: "ticker", correlationId });
    } catch (error) {
      log().error({ err: error, correlationId }, "the watchdog could not look");
    }
  };
  /** Beside the looks, one round at a time: a target that lists slowly holds up no alarm. */
  let scanning = false;
  const scan = (): void => {
    if (scanning) return;
    scanning = true;
    const correlationId = newCorrelationId();
    scanTargets(core, { personId: null, via: "ticker", correlationId })
      .catch((error: unknown) => log().error({ err: error, correlationId }, "the targets could not be compared"))
      .finally(() => (scanning = false));
  };
  /** Beside them too, for the same reason. */
  let following = false;
  const follow = (): void => {
    if (following) return;
    following = true;
    const correlationId = newCorrelationId();
    followUse(core, { personId: null, via: "ticker", correlationId })
      .catch((error: unknown) => log().error({ err: error, correlationId }, "the use of targets could not be followed"))
      .finally(() => (following = false));
  };
  const run = async (): Promise<void> => {
    for (;;) {
      await sleep(everyMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      scan();
      follow();
      await look();
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
