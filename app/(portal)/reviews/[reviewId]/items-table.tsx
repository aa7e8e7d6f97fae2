"use client";

import { ListChecks } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownItem } from "../shown-review.ts";

const columns: readonly Column<ShownItem>[] = [
  {
    id: "holder",
    header: "Holder",
    cell: ({ holder, account }) => (
      <>
        {holder?.name ?? "Nobody known"}
        {account === null ? null : <code className="block font-mono text-xs break-all text-muted">{account}</code>}
      </>
    ),
  },
  {
    id: "entitlement",
    header: "Access",
    cell: ({ entitlement, target, durationSeconds }) => (
      <>
        {entitlement}
        <span className="block text-xs text-muted">
          {target} · {durationSeconds === null ? "stands without a grant" : formatDuration(durationSeconds)}
        </span>
      </>
    ),
  },
  {
    id: "outcome",
    header: "Answer",
    cell: ({ outcome, reason, decidedBy, decidedAt }) =>
      outcome === null ? (
        <Chip tone="waning">waits</Chip>
      ) : (
        <>
          <Chip tone={outcome === "keep" ? "live" : "danger"}>{outcome === "keep" ? "kept" : "removed"}</Chip>
          <span className="block text-xs text-muted">
            {decidedBy?.name ?? "by silence"}
            {decidedAt === null ? null : (
              <>
                {" "}
                <Time at={decidedAt} />
              </>
            )}
            {reason === null ? null : ` · “${reason}”`}
          </span>
        </>
      ),
  },
  {
    id: "grant",
    header: "At the target",
    className: "max-sm:hidden",
    cell: ({ status, goneAt, error }) =>
      goneAt === null ? (
        <>
          {status === "ended" ? "ended, never confirmed" : status}
          {error === null ? null : <span className="block text-xs break-words text-danger">{error}</span>}
        </>
      ) : (
        <>
          gone, confirmed <Time at={goneAt} />
        </>
      ),
  },
  {
    id: "reviewers",
    header: "Asked",
    className: "max-md:hidden",
    cell: ({ reviewers }) => <span className="text-muted">{reviewers.map(({ name }) => name).join(", ")}</span>,
  },
];

/** A page of them, in the order of its list: by whose they are. */
export function ItemsTable({ items }: { items: readonly ShownItem[] }) {
  return (
    <DataTable
      label="Access under review"
      rows={items}
      columns={columns}
      rowKey={({ id }) => id}
      empty={<EmptyState icon={ListChecks} title="None is answered like this" />}
    />
  );
}
