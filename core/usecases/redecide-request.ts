import type { Actor } from "#core/domain/audit/event.ts";
import type { RequestId } from "#core/domain/ids.ts";
import { redecided } from "#core/domain/request/redecide.ts";
import { denyRequest } from "#core/domain/request/request-steps.ts";
import { statusAt } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import { together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { decideRequest } from "#core/usecases/decide-request.ts";
import { reloadAsk } from "#core/usecases/load-ask.ts";

const portal = (requestId: RequestId): Actor => ({ personId: null, via: "ticker", correlationId: requestId });

/** Asks policy again about a pending request and writes what changed. Settled requests stay as they are. */
export const redecideRequest = async (core: Core, requestId: RequestId): Promise<void> => {
  await commitDecided(core, portal(requestId), async (now) => {
    const request = await core.requests.find(requestId);
    if (!request || statusAt(request, now) !== "pending") return refuse("settled");
    const ask = await reloadAsk(core, request);
    if (!ask)
      return ok({ transition: denyRequest(request, now, { by: "policy", reason: "no_longer_known" }), value: null });
    const { decision, facts, basis, guards } = await decideRequest(core, ask, now);
    const entitlements = ask.items.map(({ entitlement }) => entitlement);
    const step = redecided(request, { decision, facts, policyNumber: basis.policy.number, entitlements }, now);
    return step ? ok({ transition: together(step, transition({ guards })), value: null }) : refuse("unchanged");
  });
};

/** After a change of policy, people, groups or entitlements: every pending request is routed as of now. */
export const redecidePending = async (core: Core): Promise<void> => {
  for (const request of await core.requests.pending()) await redecideRequest(core, request.id);
};
