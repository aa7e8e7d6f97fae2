"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { toast } from "#components/ui/toast.ts";
import { askScanAction } from "./actions.ts";
import { LetStand } from "./let-stand.tsx";
import { type Standing, standingQuery } from "./query.ts";

type Row = Standing["items"][number];

const marks = {
  report: { going: "ours, being removed", unknown: "our mark, unknown here" },
  enforce: { going: "ours, being removed", unknown: "our mark, unknown here, going" },
} as const;

const columnsFor = (mode: "report" | "enforce", onChange: ((row: Row) => void) | null): readonly Column<Row>[] => [
  {
    id: "account",
    header: "Account",
    sortBy: ({ account }) => account,
    cell: ({ account, mark, known, isNamesake, error }) => (
      <>
        <span className="flex flex-wrap items-center gap-2">
          <code className="font-mono text-xs break-all">{account}</code>
          {mark === "none" ? null : (
            <Chip tone="danger" className="whitespace-normal">
              {marks[mode][mark]}
            </Chip>
          )}
          {known === null ? null : <Chip>known</Chip>}
        </span>
        {known === null ? null : <span className="block text-xs text-muted">{known}</span>}
        {isNamesake && known === null ? (
          <span className="block text-xs text-muted">
            Another account had this login when Lapse gave it this. A directory that leaves its groups as they are when
            an entry is renamed or deleted still lists the name, and so lets this account in. If it should not be let
            in, take the name out of the group there, or have a review remove it; if it should, let it stand.
          </span>
        ) : null}
        {error === null || known !== null ? null : (
          <span className="block text-xs break-words text-danger">Could not be taken away: {error}</span>
        )}
      </>
    ),
  },
  { id: "entitlement", header: "Entitlement", className: "max-sm:hidden", cell: ({ entitlement }) => entitlement },
  {
    id: "found",
    header: "Found",
    align: "end",
    className: "max-sm:hidden",
    sortBy: ({ foundAt }) => foundAt,
    cell: ({ foundAt }) => <Time at={foundAt} show="day-time" />,
  },
  ...(onChange === null
    ? []
    : [
        {
          id: "change",
          header: "",
          align: "end" as const,
          cell: (row: Row) =>
            row.mark !== "none" ? null : (
              <Button
                size="sm"
                variant="ghost"
                aria-label={`${row.known === null ? "Let stand" : "No longer let stand"}: ${row.account}`}
                onClick={() => onChange(row)}
              >
                {row.known === null ? "Let stand…" : "No longer…"}
              </Button>
            ),
        },
      ]),
];

const modes = {
  report: "It is shown and left as it is.",
  enforce: "It is taken away, 25 at a time, unless it is known.",
};

interface StandingTableProps {
  targetId: string;
  drawn: Standing;
  mode: keyof typeof modes;
  mayChange: boolean;
}

/** Access that the target has and no live grant explains, as of the last whole comparison. */
export function StandingTable({ targetId, drawn, mode, mayChange }: StandingTableProps) {
  const { data, refetch } = useQuery(standingQuery(targetId, drawn));
  const [chosen, setChosen] = useState<Row | null>(null);
  const [columns] = useState(() => columnsFor(mode, mayChange ? setChosen : null));
  const { scan, items, count } = data;
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="text-xs text-muted">
          {scan?.scannedAt ? (
            <>
              Compared <Time at={scan.scannedAt} show="since" /> ago with{" "}
              {scan.holders === 1 ? "1 holder" : `${scan.holders ?? 0} holders`}. {modes[mode]}
            </>
          ) : (
            "Not compared yet."
          )}
        </p>
        {mayChange ? <ScanNow targetId={targetId} isDue={scan?.isDue ?? true} onAsked={() => void refetch()} /> : null}
      </div>
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
      {chosen ? <LetStand targetId={targetId} finding={chosen} onClose={() => setChosen(null)} /> : null}
    </div>
  );
}

function ScanNow({ targetId, isDue, onAsked }: { targetId: string; isDue: boolean; onAsked: () => void }) {
  const [pending, start] = useTransition();
  const ask = () =>
    start(async () => {
      const answer = await answered(() => askScanAction({ targetId }));
      if (answer.ok) onAsked();
      else toast({ kind: "refused", text: explainFailure(answer) });
    });
  return (
    <Button size="sm" onClick={ask} pending={pending || isDue}>
      Compare now
    </Button>
  );
}
