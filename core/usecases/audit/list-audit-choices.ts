import type { AuditChoicesInput } from "#core/domain/audit/audit-input.ts";
import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type NamesById, namesById } from "#core/usecases/audit/names-by-id.ts";

export interface AuditChoices {
  /** Retired ones too: the record names them. */
  readonly targets: readonly { readonly id: TargetId; readonly name: string }[];
  readonly searches: readonly SavedSearch[];
  /** What they have chosen is called, by id: a list that holds nothing cannot tell. */
  readonly names: NamesById;
}

/** What an auditor chooses from when asking the record: the targets, and the searches they kept; and what was chosen. */
export const listAuditChoices: UseCase<AuditChoicesInput, AuditChoices, "not_allowed"> = async (
  core,
  { person },
  { actorId, personId, entitlementId },
) => {
  if (!person.roles.includes("auditor")) return refuse("not_allowed");
  const chosen = [actorId, personId, entitlementId].filter((id) => id !== undefined);
  const [targets, searches, names] = await Promise.all([
    core.catalogue.targets(),
    core.savedSearches.of(person.id),
    namesById(core, chosen),
  ]);
  return ok({ targets: targets.map(({ id, name }) => ({ id, name })), searches, names });
};
