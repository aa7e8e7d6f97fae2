import type { Actor } from "#core/domain/audit/event.ts";
import { decidersNow, openStages } from "#core/domain/notice/audience-of.ts";
import { unreached } from "#core/domain/notice/delivery-rules.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { statusAt } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { escalateRequest } from "#core/usecases/escalate-request.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";

/**
 * Flags a pending request as unreachable when one of its open stages has fewer people who could be told than it still needs,
 * brings in at once whoever it escalates to, and takes the flag away when they were told after all. The request stays pending:
 * whoever finds it may still decide it.
 */
export const watchReach = async (core: Core, actor: Actor, requestId: RequestId): Promise<void> => {
  const changed = await commitDecided(core, actor, async (now) => {
    const request = await core.requests.find(requestId);
    if (!request || statusAt(request, now) !== "pending") return refuse("settled");
    const [votes, deliveries] = await Promise.all([
      core.requests.votesOf([requestId]),
      core.outbox.deliveriesOf(requestId),
    ]);
    const untold = unreached(decidersNow(request, votes, now), deliveries);
    const short = openStages(request, votes, now).some(
      ({ people, missing }) => people.filter((id) => !untold.includes(id)).length < missing,
    );
    if (short === (request.unreachableAt !== null)) return refuse("unchanged");
    const about = { requestId, personId: request.holderId };
    return ok({
      transition: transition({
        writes: [update("Request", request, { unreachableAt: short ? now : null })],
        window: { before: request.lapsesAt },
        events: [
          short ? { kind: "requestUnreachable", ...about, data: { untold } } : { kind: "requestReached", ...about },
        ],
      }),
      value: short,
    });
  });
  if (changed.ok && changed.value) await escalateRequest(core, requestId);
};
