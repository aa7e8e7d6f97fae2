import type { PersonId, SessionId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { type Decision, decisionKey, type StepUp, type StepUpPurpose } from "#core/domain/step-up/step-up.ts";

/**
 * `step_up_mismatch`: it was asked for by somebody else, in another session, for another purpose or for other decisions. Which
 * of these is not said. `step_up_used`: this decision was carried out with it. `step_up_expired`: it is older than 5 minutes.
 */
export type StepUpFault = "step_up_mismatch" | "step_up_used" | "step_up_expired";

interface Use {
  readonly personId: PersonId;
  readonly sessionId: SessionId;
  readonly purpose: StepUpPurpose;
  readonly decision: Decision;
}

/** Whether this confirmation, once it is proved, authorises this decision now. At exactly its deadline it is over. */
export const checkStepUp = (
  stepUp: StepUp | null,
  { personId, sessionId, purpose, decision }: Use,
  now: Date,
): Result<StepUp, StepUpFault> => {
  if (stepUp?.personId !== personId || stepUp.sessionId !== sessionId || stepUp.purpose !== purpose)
    return refuse("step_up_mismatch");
  const key = decisionKey(decision);
  if (!stepUp.decisions.some((each) => decisionKey(each) === key)) return refuse("step_up_mismatch");
  if (stepUp.spent.includes(key)) return refuse("step_up_used");
  return now < stepUp.expiresAt ? ok(stepUp) : refuse("step_up_expired");
};
