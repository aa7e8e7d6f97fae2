import type { Actor } from "#core/domain/audit/event.ts";
import { lapseRequest } from "#core/domain/request/request-steps.ts";
import type { Core } from "#core/ports/core.ts";

const batch = 200;

/** Records the lapse of pending requests whose time is over. Answers how many; run it as often as you like, anywhere. */
export const lapseDueRequests = async (core: Core, actor: Actor): Promise<number> => {
  const due = await core.requests.lapsed(batch);
  if (due.length === 0) return 0;
  const commits = await core.store.commit(actor, due.map(lapseRequest));
  return commits.filter(({ done }) => done).length;
};
