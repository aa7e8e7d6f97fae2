import { ok, refuse, type Result } from "#core/domain/result.ts";
import { normaliseRecoveryCode, type RecoveryCode, recoveryCodeCount } from "#core/domain/step-up/passkey.ts";
import type { RecoveryCodeInput } from "#core/domain/step-up/step-up-input.ts";
import { guard, insert, together, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { sessionEnded } from "#core/usecases/sign-in/end-session.ts";
import { passkeyRemoved } from "#core/usecases/step-up/change-passkey.ts";
import { checkFresh, freshSession, type FreshRefusal } from "#core/usecases/step-up/check-fresh.ts";

/** New codes, shown once; the ones before end. */
export const makeRecoveryCodes: UseCase<
  Record<string, never>,
  { readonly codes: readonly string[] },
  FreshRefusal | "busy"
> = (core, caller) =>
  commitDecided(core, caller.actor, async (now) => {
    const fresh = await checkFresh(core, caller, now);
    if (!fresh.ok) return fresh;
    const earlier = await core.proofs.recoveryCodesOf(caller.person.id);
    const codes = Array.from({ length: recoveryCodeCount }, () => core.secrets.newRecoveryCode());
    const made = transition({
      writes: [
        ...earlier.map((code) => update("RecoveryCode", code, { replacedAt: now })),
        ...codes.map((code) => insert("RecoveryCode", newCode(core, caller, code, now))),
        // It moves on: whoever ends it at this moment, and with it every code, looks for them again.
        update("Session", fresh.value, { seenAt: now }),
      ],
      events: [{ kind: "recoveryCodesMade", personId: caller.person.id, data: { count: codes.length } }],
    });
    return ok({ transition: made, value: { codes } });
  });

const newCode = (core: Core, { person }: Caller, code: string, createdAt: Date): RecoveryCode => ({
  id: core.ids.newId("rcv"),
  version: 1,
  personId: person.id,
  hash: core.secrets.hashToken(normaliseRecoveryCode(code)),
  createdAt,
  usedAt: null,
  replacedAt: null,
});

type UseRefusal = "session_needed" | "verification_needed" | "rate_limited" | "wrong_code" | "busy";

/**
 * For whoever lost their passkeys: a code, and a fresh proof of identity without one, removes all of them and ends every other
 * session, so that new ones can be enrolled. It confirms no decision, and what is enrolled next must get old first.
 */
export const consumeRecoveryCode: UseCase<RecoveryCodeInput, null, UseRefusal> = async (core, caller, { code }) => {
  if ((await core.rateLimit.take("recovery-code", caller.person.id)) > 0) return refuse("rate_limited");
  const hash = core.secrets.hashToken(normaliseRecoveryCode(code));
  return commitDecided(core, caller.actor, (now) => recovered(core, caller, hash, now));
};

const recovered = async (
  core: Core,
  caller: Caller,
  hash: string,
  now: Date,
): Promise<Result<Decided<null>, Exclude<UseRefusal, "rate_limited" | "busy">>> => {
  const fresh = await freshSession(core, caller, now);
  if (!fresh.ok) return fresh;
  const { id: personId } = caller.person;
  const code = (await core.proofs.recoveryCodesOf(personId)).find((each) => each.hash === hash);
  if (!code) return refuse("wrong_code");
  // Read before the passkeys: one that is enrolled later than this moves its session on.
  const sessions = await core.sessions.liveOf(personId);
  const passkeys = await core.proofs.passkeysOf(personId);
  const others = sessions.filter(({ id }) => id !== fresh.value.id);
  const used = transition({
    writes: [update("RecoveryCode", code, { usedAt: now })],
    guards: [guard("Session", fresh.value)],
    events: [{ kind: "recoveryCodeUsed", personId, data: { passkeys: passkeys.length } }],
  });
  const step = together(
    used,
    ...passkeys.map((passkey) => passkeyRemoved(passkey, now)),
    ...others.map((session) => sessionEnded(session, "ended-by-person", now)),
  );
  return ok({ transition: step, value: null });
};
