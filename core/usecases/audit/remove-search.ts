import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

/** Forgets one of the caller's own searches; one that is not there is gone already. */
export const removeSearch: UseCase<{ name: string }, readonly SavedSearch[], "not_allowed"> = async (
  core,
  { person },
  { name },
) => {
  if (!person.roles.includes("auditor")) return refuse("not_allowed");
  await core.savedSearches.remove(person.id, name);
  return ok(await core.savedSearches.of(person.id));
};
