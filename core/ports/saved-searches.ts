import type { SavedSearch } from "#core/domain/audit/saved-search.ts";
import type { PersonId } from "#core/domain/ids.ts";

/** Each person's own; they decide and prove nothing. */
export interface SavedSearches {
  /** By name. */
  of(personId: PersonId): Promise<readonly SavedSearch[]>;
  /** A search of that name is replaced. */
  save(personId: PersonId, search: SavedSearch): Promise<void>;
  remove(personId: PersonId, name: string): Promise<void>;
}
