import type { PickOption } from "#components/pick/pick-option.ts";
import type { PageOf } from "#core/domain/page.ts";
import type { EntitlementView } from "#core/usecases/catalogue/search-entitlements.ts";
import { fetchApi } from "../fetch-api.ts";

/** A screenful of what can be requested, for choosing one. */
export const searchEntitlements = async (q: string): Promise<readonly PickOption[]> => {
  const page = await fetchApi<PageOf<EntitlementView>>(`/api/v1/entitlements?limit=20&q=${encodeURIComponent(q)}`);
  return page.items.map(({ id, name, target }) => ({ id, name, detail: target.name }));
};
