import type { Actor } from "#core/domain/audit/event.ts";
import { eraseIdentity } from "#core/domain/erasure/erasure-steps.ts";
import type { Erasure } from "#core/domain/erasure/erasure.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { putOut } from "#core/usecases/people/put-out.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

/**
 * Makes somebody nobody, once nothing that they hold or asked for is left: deleting first ends what was granted. What came in
 * at the last moment, before their disablement was seen, is ended here. Null while something stands.
 */
export const takeIdentity = async (core: Core, actor: Actor, { id, personId }: Erasure): Promise<Erasure | null> => {
  const current = async (): Promise<Erasure | undefined> =>
    (await core.erasures.ofPeople([personId])).find((erasure) => erasure.id === id);
  const unknownHash = await core.secrets.hashPassword(core.secrets.newToken().token);
  const done = await commitDecided<boolean, "nothing_to_do">(core, actor, async (now) => {
    const erasure = await current();
    if (erasure?.status !== "ending") return refuse("nothing_to_do");
    const leftover = await ended(core, erasure, now);
    return leftover.ok ? leftover : taken(core, erasure, unknownHash, now);
  });
  if (done.ok && done.value) await redecidePending(core);
  if (done.ok && !done.value) core.wake.due();
  const after = await current();
  return after?.status === "erasing" ? after : null;
};

const isOpen = ({ status }: { readonly status: string }): boolean => status !== "ending" && status !== "ended";

/** A step that ends what nobody had seen; refused where there is nothing of the kind. */
const ended = async (
  core: Core,
  { personId }: Erasure,
  now: Date,
): Promise<Result<Decided<boolean>, "nothing_left">> => {
  const [person, grants, requests] = await Promise.all([
    core.people.find(personId),
    core.grants.openOf(personId),
    core.requests.pendingOf(personId),
  ]);
  if (!person || (!grants.some(isOpen) && requests.length === 0)) return refuse("nothing_left");
  const epoch = moveEpoch(await core.policies.epochs(), "directory");
  return ok({ transition: together(await putOut(core, person, "erasure", now), epoch), value: false });
};

const taken = async (
  core: Core,
  erasure: Erasure,
  unknownHash: string,
  now: Date,
): Promise<Result<Decided<boolean>, "nothing_to_do">> => {
  const { personId } = erasure;
  const [person, standing] = await Promise.all([core.people.find(personId), core.erasures.grantsBehind(personId)]);
  if (!person || standing > 0) return refuse("nothing_to_do");
  const [account, groups, accounts, epochs] = await Promise.all([
    core.people.localAccount(personId),
    core.people.groups(),
    core.erasures.accountsOf(personId),
    core.policies.epochs(),
  ]);
  const known = { person, account, groups: groups.filter((group) => group.personIds.includes(personId)), accounts };
  const step = eraseIdentity(erasure, known, unknownHash, now);
  return ok({ transition: together(step, moveEpoch(epochs, "directory")), value: true });
};
