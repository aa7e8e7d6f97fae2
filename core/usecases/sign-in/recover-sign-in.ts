import type { Actor } from "#core/domain/audit/event.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { isTokenLive } from "#core/domain/directory/session.ts";
import type { RecoverSignInInput } from "#core/domain/directory/sign-in-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, together, transition, type Transition, update, type Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { sessionEnded } from "#core/usecases/sign-in/end-session.ts";
import { recoverable } from "#core/usecases/sign-in/recoverable.ts";
import { passkeyRemoved } from "#core/usecases/step-up/change-passkey.ts";
import { tokenRevoked } from "#core/usecases/tokens/revoke-token.ts";

interface From {
  readonly address: string | null;
  readonly correlationId: string;
}

type Judged = "invalid_link" | "password_needed" | "no_password_here";
export type RecoverRefusal = Judged | "rate_limited" | "busy";

/**
 * Uses a link from the console: in one commit its person has the password that they chose, and nothing else that ever let them in or
 * confirmed for them is left. Every passkey and recovery code, every session and token is gone, for whoever found or stole one of
 * them is not told from its owner here. It signs nobody in, and what is enrolled next must get old first.
 */
export const recoverSignIn = async (
  core: Core,
  { token, password }: RecoverSignInInput,
  from: From,
): Promise<Result<null, RecoverRefusal>> => {
  if ((await core.rateLimit.take("recovery-link", from.address ?? "unknown")) > 0) return refuse("rate_limited");
  // A password is not hashed for whoever has no link: that costs what an attack on this machine wants spent.
  if (!(await recoverable(core, token, await core.clock.now()))) return refuse("invalid_link");
  const passwordHash = password === undefined ? null : await core.secrets.hashPassword(password);
  const actor: Actor = { personId: null, via: "browser", correlationId: from.correlationId };
  const use = { token, passwordHash, address: from.address };
  const done = await commitDecided(core, actor, (now) => recovered(core, use, now));
  if (!done.ok) return done;
  // Whoever tried passwords until nobody was let in any more must not keep their owner out.
  await core.rateLimit.forgive("sign-in-by-account", done.value.email);
  await core.rateLimit.forgive("verify-identity", done.value.id);
  return ok(null);
};

interface Use {
  readonly token: string;
  readonly passwordHash: string | null;
  readonly address: string | null;
}

const recovered = async (
  core: Core,
  { token, passwordHash, address }: Use,
  now: Date,
): Promise<Result<Decided<{ readonly id: PersonId; readonly email: string }>, Judged>> => {
  // The account is read before what was opened with it: a sign-in that comes later than this moves it on.
  const found = await recoverable(core, token, now);
  if (!found) return refuse("invalid_link");
  const { link, person, account, hasPassword } = found;
  if (hasPassword && passwordHash === null) return refuse("password_needed");
  if (!hasPassword && passwordHash !== null) return refuse("no_password_here");
  const gone = await whatLetsIn(core, person.id, now);
  const written: readonly Write[] =
    passwordHash === null
      ? []
      : [
          account
            ? update("LocalAccount", account, { passwordHash, changedAt: now })
            : insert("LocalAccount", { id: person.id, version: 1, passwordHash, changedAt: now }),
        ];
  const step = transition({
    writes: [update("RecoveryLink", link, { usedAt: now }), ...written],
    guards: [guard("Person", person)],
    window: { before: link.expiresAt },
    events: [
      { kind: "signInRecovered", personId: person.id, data: { address, password: hasPassword, ...gone.count } },
      ...(hasPassword ? [{ kind: "passwordChanged" as const, personId: person.id, data: gone.count }] : []),
    ],
  });
  return ok({ transition: together(step, gone.transition), value: person });
};

/** Everything that lets somebody in or confirms for them, ended, with how much of each that is. */
const whatLetsIn = async (
  core: Core,
  personId: PersonId,
  now: Date,
): Promise<{ readonly transition: Transition; readonly count: Readonly<Record<string, number>> }> => {
  // Read before the rest: a token, a passkey or codes that are made later than this move their session on.
  const sessions = await core.sessions.liveOf(personId);
  const [all, passkeys, codes] = await Promise.all([
    core.sessions.tokensOf(personId),
    core.proofs.passkeysOf(personId),
    core.proofs.recoveryCodesOf(personId),
  ]);
  const tokens = all.filter((token) => isTokenLive(token, now));
  return {
    transition: together(
      transition({ writes: codes.map((code) => update("RecoveryCode", code, { replacedAt: now })) }),
      ...sessions.map((session) => sessionEnded(session, "recovered", now)),
      ...tokens.map((token) => tokenRevoked(token, now)),
      ...passkeys.map((passkey) => passkeyRemoved(passkey, now)),
    ),
    count: {
      ...{ sessions: sessions.length, tokens: tokens.length },
      ...{ passkeys: passkeys.length, recoveryCodes: codes.length },
    },
  };
};
