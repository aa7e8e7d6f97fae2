import type { SetDelegationInput } from "#core/domain/delegation/delegation-input.ts";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import { isEnabled } from "#core/domain/directory/person.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import type { FactEpoch } from "#core/domain/policy/policy-version.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { guard, insert, together, type Transition, transition } from "#core/domain/transition.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { type DelegationView, viewDelegations } from "#core/usecases/delegations/list-delegations.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";

export type DelegationRefusal = "unknown_person" | "own_account" | "starts_in_past" | "ends_too_early" | "too_many";

const mostOpen = 20;
const longestMs = 366 * 86_400_000;
/** A form is sent a little after "now" was written into it. */
const graceMs = 5 * 60_000;

/**
 * The caller is away: somebody else votes for them from one instant to another. That vote counts as the caller's, in one place
 * at most, never for a request that the stand-in asked for or would hold, and passes on to nobody else.
 */
export const setDelegation: UseCase<SetDelegationInput, DelegationView, DelegationRefusal | "busy"> = async (
  core,
  caller,
  input,
) => {
  const id = core.ids.newId("del");
  const done = await commitDecided(core, caller.actor, (now) => away(core, caller, { ...input, id }, now));
  if (!done.ok) return done;
  await redecidePending(core);
  const [view] = await viewDelegations(core, [done.value]);
  if (!view) throw new Error(`${id}: not shown`);
  return ok(view);
};

const away = async (
  core: Core,
  { person }: Caller,
  { id, delegateId, startsAt, endsAt, note }: SetDelegationInput & Pick<Delegation, "id">,
  now: Date,
): Promise<Result<Decided<Delegation>, DelegationRefusal>> => {
  const from = startsAt && startsAt > now ? startsAt : now;
  if (startsAt && now.getTime() - startsAt.getTime() > graceMs) return refuse("starts_in_past");
  if (endsAt <= from || endsAt.getTime() - from.getTime() > longestMs) return refuse("ends_too_early");
  const open = await core.delegations.openOf(person.id);
  if (open.filter(({ personId }) => personId === person.id).length >= mostOpen) return refuse("too_many");
  const row: Delegation = {
    ...{ id, version: 1, personId: person.id, delegateId, requestId: null, note: note ?? null },
    ...{ startsAt: from, endsAt, endedAt: null, createdAt: now },
  };
  const step = await delegated(core, row, await core.policies.epochs());
  return step.ok ? ok({ transition: step.value, value: row }) : step;
};

/** What naming a stand-in writes; the stand-in must be somebody else, and enabled when it is committed. */
export const delegated = async (
  core: Core,
  row: Delegation,
  epochs: readonly FactEpoch[],
): Promise<Result<Transition, "unknown_person" | "own_account">> => {
  if (row.delegateId === row.personId) return refuse("own_account");
  const delegate = await core.people.find(row.delegateId);
  if (!delegate || !isEnabled(delegate)) return refuse("unknown_person");
  const { personId, delegateId, requestId, startsAt, endsAt, note } = row;
  const set = transition({
    writes: [insert("Delegation", row)],
    guards: [guard("Person", delegate)],
    events: [
      {
        kind: "delegationSet",
        personId,
        requestId: requestId ?? undefined,
        data: { delegationId: row.id, delegateId, startsAt, endsAt, comment: note },
      },
    ],
  });
  return ok(together(set, moveEpoch(epochs, "directory")));
};
