import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
import type { RedSwitchView } from "#core/usecases/red-switch/read-red-switch.ts";
import type { Serialised } from "#server/serialise.ts";
import { type Scope, scopeQuery } from "./scope.ts";

export type ShownReach = Serialised<RedSwitchView>;

/** What it would end now: kept live under the topic "grants", because it is what a person decides by. */
export const reachQuery = (scope: Scope) =>
  queryOptions({
    queryKey: ["grants", "red-switch", scope],
    queryFn: ({ signal }) => fetchApi<ShownReach>(`/api/v1/red-switch?${scopeQuery(scope)}`, signal),
  });
