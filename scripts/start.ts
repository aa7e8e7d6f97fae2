import { PlainError } from "./plain-error.ts";
import { say } from "./progress.mjs";
import { runPortal, type RunningStart } from "./start/run-portal.ts";
import { readSettings } from "./start/settings.ts";

/** Shows the sentence, or for what nobody foresaw the whole error, and ends with 1. */
function fail(error: unknown): never {
  console.error(error instanceof PlainError ? `\n${error.message}` : error);
  process.exit(1);
}

/** Ends everything once, however often it is asked for: a terminal and npm both deliver the same Ctrl-C. */
function stopOnSignal(running: Promise<RunningStart>, cancel: AbortController): void {
  const stop = () => {
    if (cancel.signal.aborted) return;
    say("stopping");
    cancel.abort();
    running
      .then((portal) => portal.stop())
      .catch((error: unknown) => {
        if (error !== cancel.signal.reason) fail(error);
      })
      .finally(() => process.exit(0));
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  // The terminal is closed, or our first stage, which ran under the machine's own Node, is gone: nobody could stop us any
  // more. As a SIGTERM, because that is what the portal's own parts listen to.
  for (const event of ["SIGHUP", "disconnect"]) process.on(event, () => process.kill(process.pid, "SIGTERM"));
}

/** When the command began, before the packages were looked at: in the machine's own Node that was another process. */
const beganAt = Number(process.env["LAPSE_BEGAN_AT"] ?? performance.timeOrigin);

const cancel = new AbortController();
try {
  const running = runPortal(readSettings(process.env), cancel.signal);
  stopOnSignal(running, cancel);
  const { announcement } = await running;
  const seconds = ((Date.now() - beganAt) / 1000).toFixed(1);
  if (!cancel.signal.aborted) {
    console.log(`\n${announcement}\n\n  Ready in ${seconds} s. Ctrl-C stops it.\n`);
    process.send?.("ready");
  }
} catch (error) {
  if (!cancel.signal.aborted) fail(error);
}
