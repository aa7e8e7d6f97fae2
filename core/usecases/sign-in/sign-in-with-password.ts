import type { Actor } from "#core/domain/audit/event.ts";
import { isEnabled, type Person } from "#core/domain/directory/person.ts";
import type { SignInInput } from "#core/domain/directory/sign-in-input.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { type Browser, openSession, type OpenedSession } from "#core/usecases/sign-in/open-session.ts";

/** One answer for every way to fail, so that nobody learns who has an account. Rate limits say how long to wait. */
export type SignInRefusal =
  { readonly code: "wrong_credentials" } | { readonly code: "rate_limited"; readonly retryAfterMs: number };

/**
 * Checks a local account's password and opens a session. Attempts are counted by account and by address before the password
 * is looked at; an unknown account costs as much time as a known one.
 */
export const signInWithPassword = async (
  core: Core,
  { email, password }: SignInInput,
  browser: Browser,
): Promise<Result<OpenedSession, SignInRefusal>> => {
  const address = browser.address ?? "unknown";
  const waits = [
    await core.rateLimit.take("sign-in-by-account", email),
    await core.rateLimit.take("sign-in-by-address", address),
  ];
  const retryAfterMs = Math.max(...waits);
  if (retryAfterMs > 0) return refuse({ code: "rate_limited", retryAfterMs });

  const person = await core.people.findByEmail(email);
  const account = person && (await core.people.localAccount(person.id));
  const verified = await core.secrets.verifyPassword(account?.passwordHash ?? null, password);
  if (!verified || !person || !isEnabled(person)) {
    await recordFailure(core, person, browser);
    return refuse({ code: "wrong_credentials" });
  }
  await core.rateLimit.forgive("sign-in-by-account", email);
  return ok(await openSession(core, person, { method: "password", providerSubject: null }, browser));
};

const recordFailure = async (core: Core, person: Person | null, { address, correlationId }: Browser): Promise<void> => {
  const actor: Actor = { personId: null, via: "browser", correlationId };
  const personId: PersonId | undefined = person?.id;
  const step = transition({ events: [{ kind: "signInFailed", personId, data: { address } }] });
  await core.store.commit(actor, [step]);
};
