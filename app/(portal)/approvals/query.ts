import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { PageOf } from "#core/domain/page.ts";
import type { ApproverContext } from "#core/usecases/read-approver-context.ts";
import type { RequestView } from "#core/usecases/view-request.ts";
import type { Serialised } from "#server/serialise.ts";
import { fetchApi } from "../../fetch-api.ts";

export type Request = Serialised<RequestView>;
export type Context = Serialised<ApproverContext>;
export type Queue = Serialised<PageOf<RequestView>>;

export const pageSize = 50;

/** What waits for this person's vote, newest first, page after page. */
export const queueQuery = infiniteQueryOptions({
  queryKey: ["requests", "to-decide"],
  queryFn: ({ pageParam, signal }) =>
    fetchApi<Queue>(
      `/api/v1/requests?toDecide=true&limit=${pageSize}${pageParam === "" ? "" : `&cursor=${encodeURIComponent(pageParam)}`}`,
      signal,
    ),
  initialPageParam: "",
  getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
});

/** One request that is not in the queue (any more): decided by others, or by an earlier vote. */
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ["requests", "one", id],
    queryFn: ({ signal }) => fetchApi<Request>(`/api/v1/requests/${id}`, signal),
  });
