import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { GrantView } from "#core/usecases/view-grant.ts";
import type { Serialised } from "#server/serialise.ts";
import { fetchApi } from "../../../fetch-api.ts";

export type Grant = Serialised<GrantView>;

export interface AccessAt {
  readonly at: string;
  readonly items: readonly Grant[];
}

export interface Question {
  readonly about: "entitlementId" | "personId";
  readonly id: string;
  readonly name: string;
}

/** Every grant that the target may have carried at that instant. The answer to an earlier instant stays until the next is there. */
export const accessAtQuery = ({ about, id }: Question, at: string) =>
  queryOptions({
    queryKey: ["grants", "access-at", about, id, at],
    queryFn: ({ signal }) =>
      fetchApi<AccessAt>(
        `/api/v1/audit/access-at?${new URLSearchParams([
          [about, id],
          ["at", at],
        ]).toString()}`,
        signal,
      ),
    placeholderData: keepPreviousData,
  });
