import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

export interface ApprovingPairView {
  readonly one: PersonName;
  readonly other: PersonName;
  /** The lesser count of both ways. */
  readonly times: number;
}

const windowMs = 90 * 86_400_000;

/** Pairs who approved each other's requests and changes in the last 90 days, the most frequent first (domain rule 11). */
export const listApprovingPairs: UseCase<Record<string, never>, readonly ApprovingPairView[], "not_allowed"> = async (
  core,
  caller,
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const since = new Date((await core.clock.now()).getTime() - windowMs);
  const pairs = await core.reports.approvingPairs(since);
  const name = await namesOf(
    core,
    pairs.flatMap(({ one, other }) => [one, other]),
  );
  return ok(pairs.map(({ one, other, times }) => ({ one: name(one), other: name(other), times })));
};
