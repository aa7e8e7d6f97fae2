"use client";

import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownItem } from "../shown-review.ts";

const columns: readonly Column<ShownItem>[] = [
  { id: "holder", header: "Holder", sortBy: ({ holder }) => holder.name, cell: ({ holder }) => holder.name },
  {
    id: "entitlement",
    header: "Access",
    sortBy: ({ entitlement }) => entitlement,
    cell: ({ entitlement, target, durationSeconds }) => (
      <>
        {entitlement}
        <span className="block text-xs text-muted">
          {target} · {formatDuration(durationSeconds)}
        </span>
      </>
    ),
  },
  {
    id: "outcome",
    header: "Answer",
    sortBy: ({ outcome }) => outcome ?? "",
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
    sortBy: ({ grant }) => grant.status,
    cell: ({ grant }) =>
      grant.endedAt === null ? (
        grant.status
      ) : (
        <>
          gone, confirmed <Time at={grant.endedAt} />
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

export function ItemsTable({ items }: { items: readonly ShownItem[] }) {
  return (
    <DataTable
      label="Every access under review"
      rows={items}
      columns={columns}
      rowKey={({ id }) => id}
      defaultSort={{ id: "holder" }}
    />
  );
}
