import type { PersonId } from "#core/domain/ids.ts";
import type { Directory } from "#core/domain/policy/directory.ts";
import { peopleBehind } from "#core/domain/policy/staffing.ts";
import type { ReviewerKind } from "#core/domain/review/review.ts";

/** Who there is to ask, as of now. */
export interface ReviewDirectory {
  readonly directory: Directory;
  /** Enabled ones. */
  readonly administrators: readonly PersonId[];
}

/**
 * Who may answer for an item now: enabled people of the kind that was chosen, never the holder. Nobody of the kind, or
 * nobody known to hold it: enabled administrators, so that nothing waits for nobody (promise 10). Sorted.
 */
export const reviewersOf = (
  { directory, administrators }: ReviewDirectory,
  by: ReviewerKind,
  holderId: PersonId | null,
  ownerGroup: string | null,
): readonly PersonId[] => {
  const owners = ownerGroup === null ? [] : peopleBehind(`group:${ownerGroup}`, directory);
  const managers = holderId === null ? [] : peopleBehind("requester.manager", directory, { id: holderId });
  const named = by === "owner" ? owners : managers;
  const asked = named.filter(({ enabled }) => enabled).map(({ id }) => id as PersonId);
  const others = (ids: readonly PersonId[]): readonly PersonId[] => ids.filter((id) => id !== holderId).toSorted();
  const found = others(asked);
  return found.length > 0 ? found : others(administrators);
};
