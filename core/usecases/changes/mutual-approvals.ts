import type { PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

const windowMs = 90 * 86_400_000;

/** With whom this person approves each other, and how often: the lesser count of both ways (domain rule 11). */
export const mutualApprovals = async (core: Core, personId: PersonId): Promise<ReadonlyMap<PersonId, number>> => {
  const since = new Date((await core.clock.now()).getTime() - windowMs);
  const pairs = await core.reports.approvingPairs(since, personId);
  return new Map(pairs.map(({ one, other, times }) => [one === personId ? other : one, times]));
};
