import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { SearchEntitlementsInput } from "#core/domain/catalogue/catalogue-input.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";

export interface EntitlementView {
  readonly id: EntitlementId;
  readonly name: string;
  readonly description: string;
  readonly action: string;
  readonly resource: string;
  readonly target: { readonly id: string; readonly name: string; readonly kind: string };
  readonly tags: Readonly<Record<string, string>>;
  readonly owner: string | null;
  readonly sensitive: boolean;
  readonly favourite: boolean;
}

/** What can be asked for, best match first; favourites lead where the match is equal. Forgives typos. */
export const searchEntitlements: UseCase<SearchEntitlementsInput, PageOf<EntitlementView>, never> = async (
  core,
  caller,
  { q, limit, cursor },
) => {
  const found = await matchingItems(core, caller.person.id, q);
  // The order depends on the search as a whole, so the cursor is a place in it.
  const start = cursor === undefined ? 0 : Number.parseInt(cursor, 36) || 0;
  const next = start + limit;
  return ok({
    items: found.slice(start, next).map(({ item, favourite }) => viewEntitlement(item, favourite)),
    nextCursor: next < found.length ? next.toString(36) : null,
  });
};

interface Match {
  readonly item: CatalogueItem;
  readonly favourite: boolean;
}

/** Everything that answers a search, in the order in which it is shown. */
export const matchingItems = async (core: Core, personId: PersonId, q: string): Promise<readonly Match[]> => {
  const [found, favourites] = await Promise.all([core.catalogue.search(q), core.catalogue.favourites(personId)]);
  const liked = new Set<string>(favourites);
  return found
    .map(({ item, score }) => ({ item, score, favourite: liked.has(item.entitlement.id) }))
    .sort((a, b) => b.score - a.score || Number(b.favourite) - Number(a.favourite));
};

export const viewEntitlement = (
  { entitlement, resource, target, ownerGroup }: CatalogueItem,
  favourite: boolean,
): EntitlementView => ({
  id: entitlement.id,
  name: entitlement.name,
  description: entitlement.description,
  action: entitlement.action,
  resource: resource.name,
  target: { id: target.id, name: target.name, kind: target.kind },
  tags: resource.tags,
  owner: ownerGroup,
  sensitive: entitlement.sensitive,
  favourite,
});
