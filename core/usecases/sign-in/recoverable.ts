import { isEnabled, type LocalAccount, type Person } from "#core/domain/directory/person.ts";
import { isRecoveryLinkGood, type RecoveryLink } from "#core/domain/directory/recovery-link.ts";
import type { Core } from "#core/ports/core.ts";

/** Whose sign-in a link gives back, and what they sign in with from then on. */
interface Recoverable {
  readonly link: RecoveryLink;
  readonly person: Person;
  readonly account: LocalAccount | null;
  /** False for whoever signs in at the identity provider alone: that is where their password is. */
  readonly hasPassword: boolean;
}

/**
 * What the link with this token stands for now; null for one that was never made, was used, is over or was replaced, and where its
 * person may not sign in. Whoever has no password here gets one where no identity provider could vouch for them instead.
 */
export const recoverable = async (
  core: Pick<Core, "people" | "secrets" | "identityProvider">,
  token: string,
  now: Date,
): Promise<Recoverable | null> => {
  const link = await core.people.recoveryLink(core.secrets.hashToken(token));
  if (!link || !isRecoveryLinkGood(link, now)) return null;
  const [person, account] = await Promise.all([core.people.find(link.id), core.people.localAccount(link.id)]);
  if (!person || !isEnabled(person)) return null;
  return { link, person, account, hasPassword: account !== null || core.identityProvider === null };
};
