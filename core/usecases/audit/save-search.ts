import { mostSavedSearches, type SavedSearch } from "#core/domain/audit/saved-search.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";

/** Keeps a question under a name, for the caller alone; one of that name is replaced. It decides nothing, so it leaves no record. */
export const saveSearch: UseCase<SavedSearch, readonly SavedSearch[], "not_allowed" | "too_many"> = async (
  core,
  { person },
  search,
) => {
  if (!person.roles.includes("auditor")) return refuse("not_allowed");
  const kept = await core.savedSearches.of(person.id);
  if (kept.length >= mostSavedSearches && !kept.some(({ name }) => name === search.name)) return refuse("too_many");
  await core.savedSearches.save(person.id, search);
  return ok(await core.savedSearches.of(person.id));
};
