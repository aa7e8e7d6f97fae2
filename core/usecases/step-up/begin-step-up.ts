import type { Session } from "#core/domain/directory/session.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import {
  changeDecision,
  credentialDecision,
  identityDecision,
  voteDecision,
  wishDecision,
} from "#core/domain/step-up/decisions.ts";
import { isOldEnough, type Passkey } from "#core/domain/step-up/passkey.ts";
import type { BeginStepUpInput, Confirmation } from "#core/domain/step-up/step-up-input.ts";
import { type Decision, type StepUp, stepUpChallenge, stepUpStatement } from "#core/domain/step-up/step-up.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { type AskedOfProvider, ProviderUnreachable } from "#core/ports/identity-provider.ts";
import type { CredentialOptions } from "#core/ports/passkeys.ts";
import { openStepUp } from "#core/usecases/step-up/open-step-up.ts";

export interface BegunStepUp extends Pick<StepUp, "id" | "expiresAt"> {
  readonly method: "passkey" | "oidc";
  /** Exactly what is being authorised; the challenge is its SHA-256. */
  readonly statement: string;
  readonly challenge: string;
  /** For `navigator.credentials.get`; null where the identity provider is asked. */
  readonly options: CredentialOptions | null;
  /** Where the identity provider is asked; null with a passkey. */
  readonly url: string | null;
}

type BeginRefusal =
  "session_needed" | "no_passkey" | "passkey_too_young" | "not_found" | "provider_unreachable" | "busy";

/**
 * Prepares one confirmation in this session: of one decision, or of one listed batch. It changes nothing by itself. Whoever has
 * passkeys is asked for one; whoever has none and signed in through the identity provider proves themselves there.
 */
export const beginStepUp: UseCase<BeginStepUpInput, BegunStepUp, BeginRefusal> = async (core, caller, { confirm }) => {
  const { session } = caller;
  if (!session) return refuse("session_needed");
  const passkeys = await core.proofs.passkeysOf(caller.person.id);
  if (passkeys.length === 0 && !canAskProvider(core, session)) return refuse("no_passkey");
  const usable = await oldEnough(core, passkeys, confirm);
  if (passkeys.length > 0 && usable.length === 0) return refuse("passkey_too_young");
  const decisions = await decisionsOf(core, caller, confirm);
  if (!decisions.ok) return decisions;
  const begun = await openStepUp(core, caller, { session, purpose: confirm.purpose, decisions: decisions.value });
  if (!begun.ok) return begun;
  const challenge = stepUpChallenge(begun.value);
  const way =
    usable.length > 0
      ? ok({ method: "passkey", options: await core.passkeys.requestOptions(challenge, usable), url: null } as const)
      : await atProvider(core, { stepUpId: begun.value.id, challenge });
  if (!way.ok) return way;
  const { id, expiresAt } = begun.value;
  return ok({ id, expiresAt, statement: stepUpStatement(begun.value), challenge, ...way.value });
};

const canAskProvider = ({ identityProvider }: Core, { providerSubject }: Session): boolean =>
  identityProvider !== null && providerSubject !== null;

const atProvider = async ({ identityProvider }: Core, asked: AskedOfProvider) => {
  try {
    const url = (await identityProvider?.authorizationUrl(asked)) ?? null;
    return ok({ method: "oidc", options: null, url } as const);
  } catch (error) {
    if (error instanceof ProviderUnreachable) return refuse("provider_unreachable");
    throw error;
  }
};

const oldEnough = async (core: Core, passkeys: readonly Passkey[], { purpose }: Confirmation) => {
  if (purpose === "identity") return passkeys;
  const now = await core.clock.now();
  return passkeys.filter((passkey) => isOldEnough(passkey, core.passkeys.minimumAgeMs, now));
};

const decisionsOf = async (
  core: Core,
  { person }: Caller,
  confirm: Confirmation,
): Promise<Result<readonly Decision[], "not_found">> => {
  switch (confirm.purpose) {
    case "vote":
      return ok(confirm.votes.map(voteDecision));
    case "change": {
      const change = person.roles.includes("reviewer") ? await core.changes.find(confirm.changeId) : null;
      return change ? ok([changeDecision(change, confirm.decision)]) : refuse("not_found");
    }
    case "credential": {
      const grant = await core.grants.find(confirm.grantId);
      const request = grant?.holderId === person.id ? await core.requests.find(grant.requestId) : null;
      return request ? ok([credentialDecision(confirm.grantId, request, confirm.decision)]) : refuse("not_found");
    }
    case "request":
      return ok([wishDecision(confirm.wish, person.id)]);
    case "identity":
      return ok([identityDecision]);
  }
};
