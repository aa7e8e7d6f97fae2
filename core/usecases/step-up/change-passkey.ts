import type { PasskeyId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import type { RenamePasskeyInput } from "#core/domain/step-up/step-up-input.ts";
import { guard, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided } from "#core/usecases/commit-decided.ts";
import { checkFresh, type FreshRefusal } from "#core/usecases/step-up/check-fresh.ts";

/** Another name for one's own passkey. Names authorise nothing. */
export const renamePasskey: UseCase<RenamePasskeyInput, null, "not_found" | "session_needed" | "busy"> = (
  core,
  caller,
  { passkeyId, name },
) =>
  commitDecided(core, caller.actor, async () => {
    if (!caller.session) return refuse("session_needed");
    const passkey = await ownPasskey(core, caller, passkeyId);
    return passkey ? ok({ transition: renamed(passkey, name), value: null }) : refuse("not_found");
  });

/** From the next call on it confirms nothing more, nor what was begun with it. Needs a fresh proof given with a passkey. */
export const removePasskey: UseCase<{ passkeyId: PasskeyId }, null, "not_found" | FreshRefusal | "busy"> = (
  core,
  caller,
  { passkeyId },
) =>
  commitDecided<null, "not_found" | FreshRefusal>(core, caller.actor, async (now) => {
    const passkey = await ownPasskey(core, caller, passkeyId);
    if (!passkey) return refuse("not_found");
    const fresh = await checkFresh(core, caller, now);
    if (!fresh.ok) return fresh;
    const guards = [guard("Session", fresh.value)];
    return ok({ transition: { ...passkeyRemoved(passkey, now), guards }, value: null });
  });

export const passkeyRemoved = (passkey: Passkey, now: Date): Transition =>
  transition({
    writes: [update("Passkey", passkey, { removedAt: now })],
    events: [
      {
        kind: "passkeyRemoved",
        personId: passkey.personId,
        data: { passkeyId: passkey.id, name: passkey.name },
      },
    ],
  });

const renamed = (passkey: Passkey, name: string): Transition =>
  transition({
    writes: [update("Passkey", passkey, { name })],
    events: [
      {
        kind: "passkeyRenamed",
        personId: passkey.personId,
        data: { passkeyId: passkey.id, name },
      },
    ],
  });

const ownPasskey = async (core: Core, { person }: Caller, id: PasskeyId): Promise<Passkey | null> => {
  const passkey = await core.proofs.findPasskey(id);
  return passkey?.personId === person.id && passkey.removedAt === null ? passkey : null;
};
