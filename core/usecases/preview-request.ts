import type { SubmitRequestInput } from "#core/domain/request/request-input.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type ClosedPortal, whyClosed } from "#core/usecases/check-targets-open.ts";
import { decideRequest } from "#core/usecases/decide-request.ts";
import { type AskRefusal, loadAsk } from "#core/usecases/load-ask.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import { approversIn, type DecisionView, viewDecision } from "#core/usecases/view-decision.ts";

export interface Preview {
  readonly decision: DecisionView;
  /** Why nothing new is given there now, whatever policy says; where its target is closed, emergency access is given all the same. */
  readonly closed: ClosedPortal | null;
}

/** What would be answered now. Same path as the submission, and no effect. */
export const previewRequest: UseCase<SubmitRequestInput, Preview, AskRefusal> = async (core, caller, input) => {
  const now = await core.clock.now();
  const ask = await loadAsk(core, caller, input, now);
  if (!ask.ok) return ask;
  const targetIds = ask.value.items.map(({ target }) => target.id);
  const [{ decision }, closed] = await Promise.all([
    decideRequest(core, ask.value, now),
    whyClosed(core, targetIds, now),
  ]);
  return ok({ decision: viewDecision(decision, await namesOf(core, approversIn(decision))), closed });
};
