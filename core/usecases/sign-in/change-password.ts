import type { LocalAccount } from "#core/domain/directory/person.ts";
import { isTokenLive } from "#core/domain/directory/session.ts";
import type { ChangePasswordInput } from "#core/domain/directory/sign-in-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, together, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { checkOwnPassword, recordWrongPassword } from "#core/usecases/sign-in/check-own-password.ts";
import { sessionEnded } from "#core/usecases/sign-in/end-session.ts";
import { checkFresh, type FreshRefusal } from "#core/usecases/step-up/check-fresh.ts";
import { tokenRevoked } from "#core/usecases/tokens/revoke-token.ts";

/** What ended with the old password. */
interface Ended {
  readonly sessions: number;
  readonly tokens: number;
}

type Judged = FreshRefusal | "wrong_credentials";
type ChangeRefusal = Judged | "not_found" | "rate_limited" | "same_password" | "busy";

/**
 * The caller's own new password, for the current one and a fresh proof of identity: with a passkey, where there is one. In the same
 * commit every other session of theirs ends, and every personal token, because the old password alone was enough to make one.
 * Attempts are counted as at sign-in. Whoever has no password here has none to change.
 */
export const changePassword: UseCase<ChangePasswordInput, Ended, ChangeRefusal> = async (
  core,
  caller,
  { currentPassword, newPassword },
) => {
  const fresh = await checkFresh(core, caller, await core.clock.now());
  if (!fresh.ok) return fresh;
  if (!(await core.people.localAccount(caller.person.id))) return refuse("not_found");
  if ((await core.rateLimit.take("sign-in-by-address", caller.address ?? "unknown")) > 0) return refuse("rate_limited");
  const checked = await checkOwnPassword(core, caller, fresh.value, currentPassword);
  if (!checked.ok) return checked;
  if (newPassword === currentPassword) return refuse("same_password");
  const passwordHash = await core.secrets.hashPassword(newPassword);
  const change = { verified: checked.value, passwordHash };
  const done = await commitDecided(core, caller.actor, (now) => changed(core, caller, change, now));
  if (!done.ok && done.error === "wrong_credentials") await recordWrongPassword(core, caller, fresh.value);
  return done;
};

interface Change {
  /** The account as it was when its password was verified. */
  readonly verified: LocalAccount;
  /** Of the new one. */
  readonly passwordHash: string;
}

const changed = async (
  core: Core,
  caller: Caller,
  { verified, passwordHash }: Change,
  now: Date,
): Promise<Result<Decided<Ended>, Judged>> => {
  const fresh = await checkFresh(core, caller, now);
  if (!fresh.ok) return fresh;
  const { id: personId } = caller.person;
  // Read before the sessions: a session that is opened with the old password later than this moves it on.
  const account = await core.people.localAccount(personId);
  if (account?.passwordHash !== verified.passwordHash) return refuse("wrong_credentials");
  // And these before the tokens: one that is made later than this moves its session on.
  const others = (await core.sessions.liveOf(personId)).filter(({ id }) => id !== fresh.value.id);
  const tokens = (await core.sessions.tokensOf(personId)).filter((token) => isTokenLive(token, now));
  const ended: Ended = { sessions: others.length, tokens: tokens.length };
  const step = transition({
    writes: [update("LocalAccount", account, { passwordHash, changedAt: now })],
    guards: [guard("Session", fresh.value)],
    events: [{ kind: "passwordChanged", personId, data: { ...ended } }],
  });
  return ok({
    transition: together(
      step,
      ...others.map((session) => sessionEnded(session, "ended-by-person", now)),
      ...tokens.map((token) => tokenRevoked(token, now)),
    ),
    value: ended,
  });
};
