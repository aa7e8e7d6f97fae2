import type { Change } from "#core/domain/change/change.ts";
import type { ChangeId } from "#core/domain/ids.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import type { DecisionBasis } from "#core/ports/policies.ts";
import { applyChange } from "#core/usecases/changes/apply-change.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { coreSupposing } from "#core/usecases/changes/core-supposing.ts";
import { itemFacts } from "#core/usecases/decide-request.ts";

export type SupposeRefusal = "not_allowed" | "not_found" | "not_proposed" | ApplyRefusal;

export interface SupposedChange {
  readonly change: Change;
  /** What its approval would write now. */
  readonly step: Transition;
  /** Reads everything as it would be then. */
  readonly supposed: Core;
  readonly now: Date;
}

const duties = ["administrator", "reviewer", "auditor"] as const;

/** A waiting proposal as if somebody had approved it at this moment; refused with the reason for which it could not be. */
export const supposeChange = async (
  core: Core,
  { person }: Caller,
  changeId: ChangeId,
): Promise<Result<SupposedChange, SupposeRefusal>> => {
  if (!duties.some((duty) => person.roles.includes(duty))) return refuse("not_allowed");
  const [change, now] = await Promise.all([core.changes.find(changeId), core.clock.now()]);
  if (!change) return refuse("not_found");
  if (change.status !== "proposed") return refuse("not_proposed");
  const applied = await applyChange(core, change, person.id, now);
  if (!applied.ok) return applied;
  return ok({ change, step: applied.value, supposed: coreSupposing(core, applied.value.writes), now });
};

/** What decisions are made from, through this core: the basis, and the resources that can be asked for. */
export const decisionSide = async (core: Core): Promise<DecisionSide> => {
  const [basis, items] = await Promise.all([core.policies.basis(), core.catalogue.all()]);
  return { basis, resources: new Map(items.map((item) => [item.resource.id, itemFacts(item).resource])) };
};

interface DecisionSide {
  readonly basis: DecisionBasis;
  readonly resources: ReadonlyMap<string, ReturnType<typeof itemFacts>["resource"]>;
}
