"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileSearch } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { AuditViews } from "#components/audit/audit-views.tsx";
import { PageHeader } from "#components/shell/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { AuditFilters } from "./audit-filters.tsx";
import { type AuditFilter, filterText } from "./audit-filter.ts";
import { ExportMenu } from "./export-menu.tsx";
import { type AuditPage, auditQuery, type Choices } from "./query.ts";
import { SavedSearches } from "./saved-searches.tsx";

const EventDialog = dynamic(() => import("./event-dialog.tsx").then((module) => module.EventDialog), { ssr: false });

interface AuditScreenProps {
  filter: AuditFilter;
  /** The newest page, as it was when this was drawn. */
  first: AuditPage;
  choices: Choices;
}

/** The record. It does not move while one reads: what happened since then is fetched when asked for. */
export function AuditScreen({ filter, first, choices }: AuditScreenProps) {
  const query = useInfiniteQuery({ ...auditQuery(filter), initialData: { pages: [first], pageParams: [""] } });
  const [openPosition, setOpenPosition] = useState<string | null>(null);
  const rows = [...new Map(query.data.pages.flatMap(({ items }) => items).map((row) => [row.position, row])).values()];
  const at = rows.findIndex(({ position }) => position === openPosition);
  const hasNewer = first.items[0] !== undefined && first.items[0].position !== rows[0]?.position;
  const step = (by: number) => setOpenPosition(rows[at + by]?.position ?? null);
  return (
    <>
      <PageHeader
        title="Audit"
        actions={
          <>
            <SavedSearches searches={choices.searches} current={{ view: "events", query: filterText(filter) }} />
            <ExportMenu filter={filter} />
          </>
        }
      />
      <div className="grid w-full max-w-[110rem] min-w-0 content-start gap-4 p-4 sm:p-6">
        <AuditViews />
        <AuditFilters filter={filter} names={choices.names} targets={choices.targets} />
        {hasNewer ? (
          <Button
            className="justify-self-start"
            size="sm"
            pending={query.isRefetching}
            onClick={() => void query.refetch()}
          >
            Show what happened since
          </Button>
        ) : null}
        {rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <AuditTable
            events={rows}
            openPosition={openPosition ?? undefined}
            onOpen={({ position }) => setOpenPosition(position)}
          />
        )}
        {query.isFetchNextPageError ? (
          <p role="alert" className="text-danger">
            Older events could not be loaded. Nothing is lost; try again.
          </p>
        ) : null}
        {query.hasNextPage ? (
          <Button
            className="justify-self-center"
            pending={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Older
          </Button>
        ) : rows.length > 0 ? (
          <p className="text-center text-xs text-faint">There is nothing older.</p>
        ) : null}
      </div>
      {rows[at] === undefined ? null : (
        <EventDialog
          event={rows[at]}
          onClose={() => setOpenPosition(null)}
          onNewer={at > 0 ? () => step(-1) : undefined}
          onOlder={at < rows.length - 1 ? () => step(1) : undefined}
        />
      )}
    </>
  );
}

function Nothing({ filter }: { filter: AuditFilter }) {
  const isLimited = filterText(filter) !== "";
  return (
    <EmptyState
      icon={FileSearch}
      title={isLimited ? "The record holds nothing like this" : "Nothing has happened yet"}
      action={isLimited ? <ButtonLink href="/audit">Show everything</ButtonLink> : undefined}
    >
      {isLimited
        ? "Take one of the limits away, or choose another time."
        : "Everything that changes access will be written here."}
    </EmptyState>
  );
}
