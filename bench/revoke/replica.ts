/** A portal's worker as a process of its own; answers how much memory it holds whenever it is asked over IPC. */
import { openPortal } from "./open-portal.ts";

const [databaseUrl = ""] = process.argv.slice(2);
const portal = openPortal(databaseUrl, 12);
const ticker = portal.startTicker();
process.on("message", () => {
  // What is not freed yet is not what is kept.
  globalThis.gc?.();
  process.send?.(process.memoryUsage().rss);
});
process.once("disconnect", () => {
  void ticker
    .stop()
    .then(() => portal.close())
    .then(() => process.exit());
});
