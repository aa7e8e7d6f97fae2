import { isEnabled } from "#core/domain/directory/person.ts";
import { providerSubject } from "#core/domain/directory/provider-subject.ts";
import { emailInput } from "#core/domain/directory/sign-in-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { followGroupsClaim } from "#core/usecases/sign-in/follow-groups-claim.ts";
import { type Browser, openSession, type OpenedSession } from "#core/usecases/sign-in/open-session.ts";

export interface OidcIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly emailVerified: boolean;
  /** Null where the provider says nothing of groups: then they stay as they are. */
  readonly groups: readonly string[] | null;
}

/**
 * Opens a session for an identity that the configured provider has vouched for. The e-mail must be marked as verified by the
 * provider: an address that anybody can claim there would be a way into somebody else's account.
 */
export const signInWithOidc = async (
  core: Core,
  identity: OidcIdentity,
  browser: Browser,
): Promise<Result<OpenedSession, { readonly code: "wrong_credentials" }>> => {
  const email = emailInput.safeParse(identity.email);
  const person = identity.emailVerified && email.success ? await core.people.findByEmail(email.data) : null;
  if (person && isEnabled(person)) {
    const actor = { personId: person.id, via: "browser", correlationId: browser.correlationId } as const;
    if (identity.groups) await followGroupsClaim(core, actor, person, identity.groups);
    const subject = providerSubject(identity.issuer, identity.subject);
    return ok(await openSession(core, person, { method: "oidc", providerSubject: subject }, browser));
  }
  const data = { address: browser.address, issuer: identity.issuer };
  const failed = transition({ events: [{ kind: "signInFailed", personId: person?.id, data }] });
  await core.store.commit({ personId: null, via: "browser", correlationId: browser.correlationId }, [failed]);
  return refuse({ code: "wrong_credentials" });
};
