import { providerSubject } from "#core/domain/directory/provider-subject.ts";
import type { Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { StepUpFault } from "#core/domain/step-up/check-step-up.ts";
import type { StepUp } from "#core/domain/step-up/step-up.ts";

/** What a verified ID token says: who authenticated at which provider, and when. */
export interface Reauthentication {
  readonly issuer: string;
  readonly subject: string;
  /** `auth_time`: whole seconds, of the provider's clock. */
  readonly authenticatedAt: Date;
}

/** By how much the provider's clock may differ from the database's. Whoever authenticated this recently has just done so. */
const providerLeewayMs = 5_000;

/** `other_identity`: somebody else than who is signed in here. `not_asked_anew`: the provider took an earlier sign-in for good. */
export type ReauthenticationFault = StepUpFault | "other_identity" | "not_asked_anew";

/** Whether the provider may still be asked for this confirmation, in this session. */
export const checkAskable = (
  stepUp: StepUp | null,
  session: Pick<Session, "id" | "personId">,
  now: Date,
): Result<StepUp, StepUpFault> => {
  if (stepUp?.sessionId !== session.id || stepUp.personId !== session.personId) return refuse("step_up_mismatch");
  if (stepUp.provedAt !== null) return refuse("step_up_used");
  return now < stepUp.expiresAt ? ok(stepUp) : refuse("step_up_expired");
};

/** Whether this proves the confirmation: the very person of this session authenticated, and did so after it was asked for. */
export const checkReauthentication = (
  stepUp: StepUp,
  { providerSubject: known }: Pick<Session, "providerSubject">,
  { issuer, subject, authenticatedAt }: Reauthentication,
  now: Date,
): Result<StepUp, ReauthenticationFault> => {
  if (known === null || providerSubject(issuer, subject) !== known) return refuse("other_identity");
  const askedAt = Math.floor(stepUp.createdAt.getTime() / 1000) * 1000;
  const isEarlier = authenticatedAt.getTime() < askedAt - providerLeewayMs;
  const isToCome = authenticatedAt.getTime() > now.getTime() + providerLeewayMs;
  return isEarlier || isToCome ? refuse("not_asked_anew") : ok({ ...stepUp, provedAt: now, provedBy: "oidc" });
};
