import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { PageOf } from "#core/domain/page.ts";
import type { AuditChoices } from "#core/usecases/audit/list-audit-choices.ts";
import type { AuditEventView } from "#core/usecases/audit/view-audit-events.ts";
import type { Serialised } from "#server/serialise.ts";
import { fetchApi } from "../../fetch-api.ts";
import { type AuditFilter, filterText } from "./audit-filter.ts";

export type AuditEvent = Serialised<AuditEventView>;
export type AuditPage = Serialised<PageOf<AuditEventView>>;

export type Choices = Serialised<AuditChoices>;

export const pageSize = 50;

/** The record, newest first; the past does not change, so nothing is fetched anew by itself. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ["audit", filterText(filter)],
    queryFn: ({ pageParam, signal }) => {
      const more = { limit: String(pageSize), ...(pageParam === "" ? {} : { cursor: pageParam }) };
      return fetchApi<AuditPage>(`/api/v1/audit/events?${filterText(filter, more)}`, signal);
    },
    initialPageParam: "",
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

/** What else the record says about the same request, grant or person. */
export const storyQuery = (about: AuditFilter) =>
  queryOptions({
    queryKey: ["audit", "story", filterText(about)],
    queryFn: ({ signal }) => fetchApi<AuditPage>(`/api/v1/audit/events?${filterText(about, { limit: "100" })}`, signal),
    staleTime: 60_000,
  });
