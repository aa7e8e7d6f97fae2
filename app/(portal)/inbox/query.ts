import { infiniteQueryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
import type { PageOf } from "#core/domain/page.ts";
import type { InboxMessage } from "#core/usecases/notify/list-inbox.ts";
import type { Serialised } from "#server/serialise.ts";

export type ShownMessage = Serialised<InboxMessage>;
export type InboxPage = Serialised<PageOf<InboxMessage>>;

/** What one was told, newest first. The server draws the first page; the browser asks anew when something arrives. */
export const inboxQuery = (first: InboxPage) =>
  infiniteQueryOptions({
    queryKey: ["inbox"],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === null ? {} : { cursor: pageParam };
      return fetchApi<InboxPage>(`/api/v1/inbox?${new URLSearchParams({ limit: "30", ...cursor })}`, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
  });
