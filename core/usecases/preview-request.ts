import type { SubmitRequestInput } from "#core/domain/request/request-input.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { decideRequest } from "#core/usecases/decide-request.ts";
import { type AskRefusal, loadAsk } from "#core/usecases/load-ask.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import { approversIn, type DecisionView, viewDecision } from "#core/usecases/view-decision.ts";

export interface Preview {
  readonly decision: DecisionView;
}

/** What policy would answer now. Same path as the submission, and no effect. */
export const previewRequest: UseCase<SubmitRequestInput, Preview, AskRefusal> = async (core, caller, input) => {
  const now = await core.clock.now();
  const ask = await loadAsk(core, caller, input, now);
  if (!ask.ok) return ask;
  const { decision } = await decideRequest(core, ask.value, now);
  return ok({ decision: viewDecision(decision, await namesOf(core, approversIn(decision))) });
};
