import type { PersonId } from "#core/domain/ids.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Core } from "#core/ports/core.ts";

/**
 * When personal data was taken out of a decision's inputs, as ISO 8601; null where none was. A row that only says so, without an
 * erasure on record of somebody who is in it or a sweep of old data, is believed nothing: it would be the excuse of whoever altered it.
 */
export const erasedFrom = async (core: Core, { requesterId, holderId, facts }: Request): Promise<string | null> => {
  if (facts.erasedAt === undefined) return null;
  const named = (JSON.stringify(facts).match(/\bper_[0-9A-Za-z]+/g) ?? []) as PersonId[];
  const [erasures, sweeps] = await Promise.all([
    core.erasures.ofPeople([requesterId, holderId, ...named]),
    core.retentions.sweeps(),
  ]);
  return erasures.length > 0 || sweeps.some(({ id }) => id === "access") ? facts.erasedAt : null;
};
