import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
import type { StandingView } from "#core/usecases/drift/read-standing.ts";
import type { TargetSessionsView } from "#core/usecases/use/read-target-sessions.ts";
import type { Serialised } from "#server/serialise.ts";

const lookEveryMs = 5_000;

/** Who is connected at a target: it is asked as long as somebody looks at the page, and no longer. */
export const targetSessionsQuery = (targetId: string) =>
  queryOptions({
    queryKey: ["sessions at target", targetId],
    queryFn: ({ signal }) => fetchApi<Serialised<TargetSessionsView>>(`/api/v1/targets/${targetId}/sessions`, signal),
    refetchInterval: lookEveryMs,
    staleTime: 0,
  });

export type Standing = Serialised<StandingView>;

const compareEveryMs = 2_000;

/** What stands at a target without a grant: drawn by the server, and asked for anew while it is being compared. */
export const standingQuery = (targetId: string, drawn: Standing) =>
  queryOptions({
    queryKey: ["catalogue", "standing", targetId],
    queryFn: ({ signal }) => fetchApi<Standing>(`/api/v1/targets/${targetId}/standing`, signal),
    initialData: drawn,
    refetchInterval: ({ state }) => (state.data?.scan?.isDue === false ? false : compareEveryMs),
  });
