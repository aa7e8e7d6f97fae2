import type { DecideChangeInput } from "#core/domain/change/change-input.ts";
import type { Passkey } from "#core/domain/step-up/passkey.ts";
import type { Confirmation } from "#core/domain/step-up/step-up-input.ts";
import type { StepUpProof } from "#core/domain/step-up/step-up-proof.ts";
import { insert, transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { testSite } from "#core/testing/assemble-core.ts";
import { createAuthenticator, type SoftwareAuthenticator } from "#core/testing/software-authenticator.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { type BegunStepUp, beginStepUp } from "#core/usecases/step-up/begin-step-up.ts";

const dayMs = 24 * 3_600_000;

/** Somebody in a session of theirs, with a passkey that is old enough to confirm. */
export interface Confirmer {
  readonly caller: Caller;
  readonly passkey: Passkey;
  readonly authenticator: SoftwareAuthenticator;
  readonly begin: (what: Confirmation) => Promise<BegunStepUp>;
  readonly confirm: (what: Confirmation) => Promise<StepUpProof>;
}

export const createConfirmer = async (core: Core, caller: Caller, ageMs = dayMs): Promise<Confirmer> => {
  const authenticator = createAuthenticator(testSite);
  const now = await core.clock.now();
  const passkey: Passkey = {
    id: core.ids.newId("pky"),
    version: 1,
    personId: caller.person.id,
    name: "a key in software",
    credentialId: authenticator.credentialId,
    publicKey: authenticator.publicKey,
    signCount: 0,
    transports: [],
    backedUp: false,
    createdAt: new Date(now.getTime() - ageMs),
    lastUsedAt: null,
    removedAt: null,
  };
  const [commit] = await core.store.commit(caller.actor, [transition({ writes: [insert("Passkey", passkey)] })]);
  if (!commit?.done) throw new Error("the passkey could not be kept");
  const begin: Confirmer["begin"] = async (confirm) => {
    const begun = await beginStepUp(core, caller, { confirm });
    if (!begun.ok) throw new Error(begun.error);
    return begun.value;
  };
  const confirm: Confirmer["confirm"] = async (what) => {
    const { id, challenge } = await begin(what);
    return { stepUpId: id, assertion: authenticator.get(challenge) };
  };
  return { caller, passkey, authenticator, begin, confirm };
};

/** Decides on a change as a reviewer in a browser does: confirmed with a passkey. */
export const decideConfirmed = async (
  core: Core,
  { caller, confirm }: Confirmer,
  input: Pick<DecideChangeInput, "changeId" | "decision">,
): ReturnType<typeof decideChange> =>
  decideChange(core, caller, { ...input, stepUp: await confirm({ purpose: "change", ...input }) });
