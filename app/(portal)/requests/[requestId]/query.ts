import { queryOptions } from "@tanstack/react-query";
import { fetchApi } from "#app/fetch-api.ts";
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
