import type { Actor } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { escalateReviews } from "#core/usecases/break-glass/escalate-reviews.ts";
import { followTime } from "#core/usecases/follow-time.ts";
import { followFacts } from "#core/usecases/redecide-grants.ts";

/**
 * Who decides by now, what a change of facts has left undecided, whose review is overdue: what time moves besides access and
 * deadlines. For whoever ticks, in the process or from outside: either alone is enough. Answers how many requests were looked at.
 */
export const routeAnew = async (core: Core, actor: Actor): Promise<number> => {
  const routed = await followTime(core);
  await followFacts(core);
  await escalateReviews(core, actor);
  return routed;
};
