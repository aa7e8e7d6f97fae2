"use client";

import { Time } from "#components/clock/time.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { StandingView } from "#core/usecases/drift/read-standing.ts";
import type { Serialised } from "#server/serialise.ts";

type Standing = Serialised<StandingView>;
type Row = Standing["items"][number];

const marks = {
  going: "bears our mark, being removed",
  unknown: "bears this portal's mark, unknown here; not touched",
};

const columns: readonly Column<Row>[] = [
  {
    id: "account",
    header: "Account",
    sortBy: ({ account }) => account,
    cell: ({ account, mark }) => (
      <span className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-xs break-all">{account}</code>
        {mark === "none" ? null : <Chip tone="danger">{marks[mark]}</Chip>}
      </span>
    ),
  },
  { id: "entitlement", header: "Entitlement", cell: ({ entitlement }) => entitlement },
  {
    id: "found",
    header: "Found",
    align: "end",
    sortBy: ({ foundAt }) => foundAt,
    cell: ({ foundAt }) => <Time at={foundAt} show="day-time" />,
  },
];

const modes = {
  report: "It is shown and left as it is.",
  enforce: "What a grant once gave is taken away; access of logins that the portal has never had is shown.",
};

/** Access that the target has and no live grant explains, as of the last whole comparison. */
export function StandingTable({ standing, mode }: { standing: Standing; mode: keyof typeof modes }) {
  const { scan, items, count } = standing;
  return (
    <div className="grid gap-2">
      <p className="text-xs text-muted">
        {scan?.scannedAt ? (
          <>
            Compared <Time at={scan.scannedAt} show="since" /> ago with {scan.holders ?? 0} holders. {modes[mode]}
          </>
        ) : (
          "Not compared yet."
        )}
      </p>
      {scan?.error ? (
        <p className="text-xs break-words text-danger">
          The last comparison broke off, so nothing was concluded from it: {scan.error}
        </p>
      ) : null}
      <DataTable
        label="Access without a grant"
        rows={items}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title={scan?.scannedAt ? "Every access here has its grant" : "Nothing is known yet"}>
            The target is asked every five minutes who holds what.
          </EmptyState>
        }
      />
      {count > items.length ? (
        <p className="text-xs text-faint">
          The newest {items.length} of {count}.
        </p>
      ) : null}
    </div>
  );
}
