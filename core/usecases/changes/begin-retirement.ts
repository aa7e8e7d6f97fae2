import type { Retirable } from "#core/domain/catalogue/entitlement.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, type Transition, transition, update, type Write } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { ApplyRefusal } from "#core/usecases/changes/change-refusal.ts";
import { endGrants } from "#core/usecases/end-grants.ts";

/**
 * Retires a target, a resource or an entitlement: from now on nothing of it is granted, and what was granted ends, in one step.
 * It is retired once the target has confirmed the last of them (`complete-retirements.ts`), never before: whatever was simply
 * deleted would leave its access behind.
 */
export const beginRetirement = async (
  core: Core,
  { subjectId }: Extract<ProposedChange, { kind: "retirement" }>,
  now: Date,
): Promise<Result<Transition, ApplyRefusal>> => {
  const found = await core.catalogue.retirable(subjectId);
  if (!found || found.row.retiringAt) return refuse("already_retired");
  const open = await core.grants.openOn(subjectId);
  const ended = await endGrants(core, open, ({ status }) => (status === "scheduled" ? "ineligible" : "revoked"), now);
  return ok(
    together(
      transition({
        writes: [retirement(found, { retiringAt: now })],
        events: [{ kind: "retirementBegan", ...subjectOf(found), data: { ...namesOf(found), grants: open.length } }],
      }),
      ended,
    ),
  );
};

export const retirement = (
  found: Retirable,
  change: { readonly retiringAt: Date } | { readonly retiredAt: Date },
): Write => {
  switch (found.table) {
    case "Target":
      return update("Target", found.row, change);
    case "Resource":
      return update("Resource", found.row, change);
    case "Entitlement":
      return update("Entitlement", found.row, change);
  }
};

export const subjectOf = ({ table, row }: Retirable) =>
  table === "Target"
    ? { targetId: row.id }
    : { targetId: row.targetId, ...(table === "Entitlement" ? { entitlementId: row.id } : {}) };

export const namesOf = ({ table, row }: Retirable) => ({ of: table.toLowerCase(), id: row.id, name: row.name });
