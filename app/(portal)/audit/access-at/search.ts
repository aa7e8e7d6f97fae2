import type { PickOption } from "#components/pick/search-pick.tsx";
import type { PageOf } from "#core/domain/page.ts";
import type { EntitlementView } from "#core/usecases/catalogue/search-entitlements.ts";
import { fetchApi } from "../../../fetch-api.ts";
import { findPeopleAction } from "./actions.ts";

/** A screenful of people by name or e-mail, the disabled too: the past knows them. */
export const searchPeople = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findPeopleAction({ q, limit: 20 });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value.items.map(({ id, name, email }) => ({ id, name, detail: email }));
};

export const searchEntitlements = async (q: string): Promise<readonly PickOption[]> => {
  const page = await fetchApi<PageOf<EntitlementView>>(`/api/v1/entitlements?limit=20&q=${encodeURIComponent(q)}`);
  return page.items.map(({ id, name, target }) => ({ id, name, detail: target.name }));
};
