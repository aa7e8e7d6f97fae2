import type { DelegationId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

type EndRefusal = "not_found" | "already_over" | "busy";

/**
 * The person is back, or the stand-in declines. Votes that the stand-in cast on requests which still wait no longer count; the
 * person may cast them.
 */
export const endDelegation: UseCase<{ delegationId: DelegationId }, null, EndRefusal> = async (
  core,
  caller,
  { delegationId },
) => {
  const done = await commitDecided(core, caller.actor, async (now) => {
    const delegation = await core.delegations.find(delegationId);
    if (!delegation) return refuse("not_found");
    const { personId, delegateId, requestId, endedAt, endsAt } = delegation;
    if (caller.person.id !== personId && caller.person.id !== delegateId) return refuse("not_found");
    if (endedAt !== null || endsAt <= now) return refuse("already_over");
    const ended = transition({
      writes: [update("Delegation", delegation, { endedAt: now })],
      events: [
        {
          kind: "delegationEnded",
          personId,
          requestId: requestId ?? undefined,
          data: { delegationId, delegateId },
        },
      ],
    });
    return ok({ transition: together(ended, moveEpoch(await core.policies.epochs(), "directory")), value: null });
  });
  if (done.ok) await redecidePending(core);
  return done;
};
