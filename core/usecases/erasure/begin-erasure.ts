import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { Change } from "#core/domain/change/change.ts";
import { oweErasure } from "#core/domain/erasure/erasure-steps.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { ok, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { checkErasure } from "#core/usecases/erasure/check-erasure.ts";
import { putOut } from "#core/usecases/people/put-out.ts";

/**
 * What the approval of an erasure commits: that it is owed, and, before anything is erased, the end of all that the person
 * holds, asks for, proposed and was entrusted with. The rest is done by `eraseDue`, once the targets have confirmed.
 */
export const beginErasure = async (
  core: Core,
  { personId, because }: Extract<ProposedChange, { kind: "erasure" }>,
  change: Change,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const checked = await checkErasure(core, personId);
  if (!checked.ok) return checked;
  const owed = oweErasure({ id: core.ids.newId("ers"), personId, changeId: change.id, because }, now);
  return ok(
    together(
      owed,
      await putOut(core, checked.value, "erasure", now),
      await delegationsEnded(core, personId, now),
      await proposalsWithdrawn(core, personId, change, now),
    ),
  );
};

const delegationsEnded = async (core: Core, personId: PersonId, now: Date): Promise<Transition> => {
  const open = await core.delegations.openOf(personId);
  return transition({
    writes: open.map((delegation) => update("Delegation", delegation, { endedAt: now })),
    events: open.map(({ id: delegationId, personId: ofId, delegateId, requestId }) => ({
      kind: "delegationEnded" as const,
      personId: ofId,
      requestId: requestId ?? undefined,
      data: { delegationId, delegateId },
    })),
  });
};

const proposalsWithdrawn = async (core: Core, authorId: PersonId, except: Change, now: Date): Promise<Transition> => {
  const theirs = (await core.changes.proposedBy(authorId)).filter(({ id }) => id !== except.id);
  return transition({
    writes: theirs.map((change) => update("Change", change, { status: "withdrawn", decidedAt: now })),
    events: theirs.map(({ id: changeId, kind, summary }) => ({
      kind: "changeWithdrawn" as const,
      personId: authorId,
      data: { changeId, kind, summary },
    })),
  });
};
