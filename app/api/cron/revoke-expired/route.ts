import { followTime } from "#core/usecases/follow-time.ts";
import { readFeeds } from "#core/usecases/read-feeds.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import { defineCron } from "#server/define-cron.ts";

/** First what must end: a policy that cannot be read must not keep access alive. */
const handler = defineCron(async (core, actor) => ({
  ...(await reconcileDue(core, actor)),
  ...(await settleDue(core, actor)),
  feeds: await readFeeds(core, actor),
  routed: await followTime(core),
}));

export { handler as GET, handler as POST };
