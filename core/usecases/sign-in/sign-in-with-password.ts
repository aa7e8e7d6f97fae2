import type { Actor } from "#core/domain/audit/event.ts";
import { isEnabled, type LocalAccount, type Person } from "#core/domain/directory/person.ts";
import type { SignInInput } from "#core/domain/directory/sign-in-input.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { type Browser, type OpenedSession, sessionOpened, signingIn } from "#core/usecases/sign-in/open-session.ts";

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
  const opened = verified && person && account ? await openVerified(core, person, account, browser) : refuse(wrong);
  if (!opened.ok) await recordFailure(core, person, browser);
  else await core.rateLimit.forgive("sign-in-by-account", email);
  return opened;
};

const wrong = { code: "wrong_credentials" } as const;

/**
 * Opens the session only while the password that was verified is still the account's. The account's row moves on, so that of a
 * change of the password at this moment one of two things is true: it ended this session, or this session was refused.
 */
const openVerified = async (
  core: Core,
  found: Person,
  verified: LocalAccount,
  browser: Browser,
): Promise<Result<OpenedSession, typeof wrong>> => {
  const actor = signingIn(found, browser);
  const opened = await commitDecided<OpenedSession, "wrong_credentials">(core, actor, async (now) => {
    const [person, account] = await Promise.all([core.people.find(found.id), core.people.localAccount(found.id)]);
    if (!person || !isEnabled(person) || account?.passwordHash !== verified.passwordHash)
      return refuse("wrong_credentials");
    const proof = { method: "password", providerSubject: null } as const;
    const session = sessionOpened(core, person, proof, browser, now);
    const moved = transition({ writes: [update("LocalAccount", account, {})] });
    return ok({ transition: together(session.transition, moved), value: session.value });
  });
  if (opened.ok) return opened;
  if (opened.error === "busy") throw new Error("the account changes faster than a session can be opened");
  return refuse(wrong);
};

const recordFailure = async (core: Core, person: Person | null, { address, correlationId }: Browser): Promise<void> => {
  const actor: Actor = { personId: null, via: "browser", correlationId };
  const personId: PersonId | undefined = person?.id;
  const step = transition({ events: [{ kind: "signInFailed", personId, data: { address } }] });
  await core.store.commit(actor, [step]);
};
