import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
import type { Receipts } from "#core/usecases/log/read-receipts.ts";
import type { GrantSessionsView } from "#core/usecases/use/read-grant-sessions.ts";
import type { RequestView } from "#core/usecases/view-request.ts";
import type { Serialised } from "#server/serialise.ts";

export type ShownRequestView = Serialised<RequestView>;

/** One request: drawn first by the server, then kept live under the topic "requests". */
export const requestQuery = (drawn: ShownRequestView) =>
  queryOptions({
    queryKey: ["requests", drawn.id],
    queryFn: ({ signal }) => fetchApi<ShownRequestView>(`/api/v1/requests/${drawn.id}`, signal),
    initialData: drawn,
  });

const lookEveryMs = 5_000;

/** Who is connected through a grant: the target is asked as long as somebody looks at the page, and no longer. */
export const grantSessionsQuery = (grantId: string, isOpen: boolean) =>
  queryOptions({
    queryKey: ["sessions of grant", grantId, isOpen],
    queryFn: ({ signal }) => fetchApi<Serialised<GrantSessionsView>>(`/api/v1/grants/${grantId}/sessions`, signal),
    refetchInterval: isOpen ? lookEveryMs : false,
    staleTime: 0,
  });

type ShownReceipts = Serialised<Receipts>;
export type ShownReceipt = ShownReceipts["items"][number];

/** Proofs of all that is on record of a request, fetched when somebody wants them. */
export const receiptsQuery = (requestId: string) =>
  queryOptions({
    queryKey: ["requests", requestId, "receipts"],
    queryFn: ({ signal }) => fetchApi<ShownReceipts>(`/api/v1/requests/${requestId}/receipts`, signal),
  });
