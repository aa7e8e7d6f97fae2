import { readFeeds } from "#core/usecases/read-feeds.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { routeAnew } from "#core/usecases/route-anew.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import { defineCron } from "#server/define-cron.ts";

/** First what must end: a policy that cannot be read must not keep access alive. Last what others say: a feed may hang. */
const handler = defineCron(async (core, actor) => ({
  ...(await reconcileDue(core, actor)),
  ...(await settleDue(core, actor)),
  routed: await routeAnew(core, actor),
  feeds: await readFeeds(core, actor),
}));

export { handler as GET, handler as POST };
