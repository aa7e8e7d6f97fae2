import type { CatalogueItem } from "#core/domain/catalogue/entitlement.ts";
import type { SearchEntitlementsInput } from "#core/domain/catalogue/catalogue-input.ts";
import { inIndexOrder } from "#core/domain/catalogue/search.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import { BadCursor, type PageOf } from "#core/domain/page.ts";
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
  const last = cursor === undefined ? null : await placeOf(core, cursor);
  const found = await matchingItems(core, caller.person.id, q);
  const rest = last ? found.filter((match) => inOrder(match, last) > 0) : found;
  const shown = rest.slice(0, limit);
  const end = shown.at(-1);
  return ok({
    items: shown.map(({ item, favourite }) => viewEntitlement(item, favourite)),
    nextCursor: end && rest.length > limit ? cursorAfter(end) : null,
  });
};

interface Match {
  readonly item: CatalogueItem;
  readonly score: number;
  readonly favourite: boolean;
}

const inOrder = (a: Match, b: Match): number =>
  b.score - a.score || Number(b.favourite) - Number(a.favourite) || inIndexOrder(a.item, b.item);

const cursorAfter = ({ score, favourite, item }: Match): string =>
  [score, Number(favourite), item.entitlement.id].join(".");

const cursorForm = /^([1-9]\d{0,5})\.([01])\.(ent_[0-9a-hjkmnp-tv-z]{26})$/;

/** What the page before ended with: its place in the order is known also where it is offered no longer. */
const placeOf = async (core: Core, cursor: string): Promise<Match> => {
  const [, score, favourite, id] = cursorForm.exec(cursor) ?? [];
  const [item] = id === undefined ? [] : await core.catalogue.ofIds([id as EntitlementId]);
  if (!item) throw new BadCursor();
  return { item, score: Number(score), favourite: favourite === "1" };
};

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
