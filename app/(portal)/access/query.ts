import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
import type { PageOf } from "#core/domain/page.ts";
import type { GrantView } from "#core/usecases/view-grant.ts";
import type { Serialised } from "#server/serialise.ts";

export type EndedPage = Serialised<PageOf<GrantView>>;

/** What a person had, newest first. The server draws the first page; the browser asks for the others as one goes back. */
export const endedGrantsQuery = (personId: string, first: EndedPage) =>
  infiniteQueryOptions({
    queryKey: ["grants", "ended", personId],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      const query = new URLSearchParams({ personId, status: "ended", limit: "10", ...cursor });
      return fetchApi<EndedPage>(`/api/v1/grants?${query}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
  });
