import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

export interface AuditChoices {
  /** Retired ones too: the record names them. */
  readonly targets: readonly { readonly id: TargetId; readonly name: string }[];
  readonly searches: readonly SavedSearch[];
}

/** What an auditor chooses from when asking the record: the targets, and the searches they kept. */
export const listAuditChoices: UseCase<Record<string, never>, AuditChoices, "not_allowed"> = async (
  core,
  { person },
) => {
  if (!person.roles.includes("auditor")) return refuse("not_allowed");
  const [targets, searches] = await Promise.all([core.catalogue.targets(), core.savedSearches.of(person.id)]);
  return ok({ targets: targets.map(({ id, name }) => ({ id, name })), searches });
};
