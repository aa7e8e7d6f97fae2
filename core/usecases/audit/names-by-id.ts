import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

export type NamesById = Readonly<Record<string, string>>;

/** What these people, entitlements and targets are called. What has no name, or is not known any more, is left out. */
export const namesById = async (core: Core, ids: readonly string[]): Promise<NamesById> => {
  const wanted = new Set(ids);
  if (wanted.size === 0) return {};
  const of = (prefix: string): readonly string[] => [...wanted].filter((id) => id.startsWith(`${prefix}_`));
  const [people, items, targets] = await Promise.all([
    core.people.ofIds(of("per") as readonly PersonId[]),
    core.catalogue.ofIds(of("ent") as readonly EntitlementId[]),
    of("tgt").length === 0 ? [] : core.catalogue.targets(),
  ]);
  const named = [...people, ...items.map(({ entitlement }) => entitlement), ...targets];
  return Object.fromEntries(named.flatMap(({ id, name }) => (wanted.has(id) ? [[id, name]] : [])));
};
