import { checkDatabaseRoles, UnsafeDatabaseRole } from "#server/check-database-roles.ts";
import { watchClientAddresses } from "#server/client-address.ts";
import { context } from "#server/context.ts";
import { endWork, keepEndOfWork } from "#server/end-of-work.ts";
import { startEndKeeper } from "#server/end-keeper.ts";
import { env, InvalidEnvironment } from "#server/env.ts";
import { startEraser } from "#server/eraser.ts";
import { closeAllStreams } from "#server/live/open-streams.ts";
import { log } from "#server/log.ts";
import { startSequencer } from "#server/sequencer.ts";
import { setUpPortal } from "#server/setup/set-up-portal.ts";
import { configuredSinks } from "#server/siem/configured-sinks.ts";
import { startForwarder } from "#server/siem/forwarder.ts";
import { startTeller } from "#server/teller.ts";
import { startTicker } from "#server/ticker.ts";
import { startWatchdog } from "#server/watchdog.ts";
import type { Worker } from "#server/worker-loop.ts";

const key = Symbol.for("lapse.booted");
const shared = globalThis as { [key]?: true };

/**
 * Starts what the process does besides answering. Refuses to run, with a sentence on the console, with a configuration that is
 * not valid or a database role that could rewrite the record. Returns only when the portal may be served.
 */
export const boot = async (): Promise<void> => {
  if (shared[key]) return;
  shared[key] = true;
  try {
    await start();
  } catch (error) {
    await giveUp(error);
  }
};

const start = async (): Promise<void> => {
  const { LAPSE_TICKER, LAPSE_DEMO } = env();
  watchClientAddresses();
  await checkDatabaseRoles(context());
  if (!LAPSE_DEMO) await setUpPortal(context().core);
  const { core, bell, tellerBell } = context();
  const sinks = configuredSinks(env(), core);
  stopWithTheProcess([
    startWatchdog(core),
    startEndKeeper(core),
    ...(LAPSE_TICKER === "on" ? [startTicker(core, bell), startTeller(core, tellerBell), startSequencer(core)] : []),
    ...(core.eraser && LAPSE_TICKER === "on" ? [startEraser(core)] : []),
    ...(sinks.length > 0 ? [startForwarder(core, sinks)] : []),
  ]);
};

const stopWithinMs = 10_000;

/**
 * Stops the way that the console does, so that whatever else this process holds is put away, or at once when that takes too long.
 * Never returns: Next would serve on after an error, and answer every request with it.
 */
const giveUp = (error: unknown): Promise<never> => {
  const isKnown = error instanceof InvalidEnvironment || error instanceof UnsafeDatabaseRole;
  process.stderr.write(`${isKnown ? error.message : `Lapse cannot start: ${String(error)}`}\n`);
  process.exitCode = 1;
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), stopWithinMs).unref();
  return new Promise<never>(() => undefined);
};

/** Open streams would keep the server from closing; a ticker would claim what it cannot finish. */
const stopWithTheProcess = (workers: readonly Worker[]): void => {
  keepEndOfWork(async () => {
    closeAllStreams();
    await Promise.all(
      workers.map((worker) =>
        worker.stop().catch((error: unknown) => log().error({ err: error }, "a worker did not stop")),
      ),
    );
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void endWork());
};
