"use client";

import { LibraryBig } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { entitlementColumns } from "../../entitlement-columns.tsx";
import { ChangeEntitlement } from "./change-entitlement.tsx";
import type { GroupOption } from "./discovered.ts";
import { RetireItem } from "./retire-item.tsx";
import type { Item } from "./shown-item.ts";

const columns: readonly Column<Item>[] = [
  { ...entitlementColumns.name, sortBy: ({ name }) => name },
  { ...entitlementColumns.resource, sortBy: ({ resource }) => resource },
  { ...entitlementColumns.owner, sortBy: ({ owner }) => owner ?? "" },
  entitlementColumns.tags,
  {
    id: "mapping",
    header: "At the target",
    className: "max-lg:hidden",
    cell: ({ mapping }) => (
      <code className="font-mono text-xs text-muted">
        {Object.entries(mapping)
          .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`)
          .join(" ")}
      </code>
    ),
  },
];

interface EntitlementsTableProps {
  items: readonly Item[];
  /** Who may own a resource; null for whoever may not propose a change. */
  groups: readonly GroupOption[] | null;
}

export function EntitlementsTable({ items, groups }: EntitlementsTableProps) {
  const [chosen, setChosen] = useState<Item | null>(null);
  const [going, setGoing] = useState<Item | null>(null);
  const [withChange] = useState<readonly Column<Item>[]>(() => [
    ...columns,
    {
      id: "change",
      header: "",
      align: "end",
      cell: (item) => (
        <span className="flex flex-wrap justify-end gap-1">
          <Button size="sm" variant="ghost" aria-label={`Change ${item.name}`} onClick={() => setChosen(item)}>
            Change…
          </Button>
          <Button size="sm" variant="ghost" aria-label={`Retire ${item.name}`} onClick={() => setGoing(item)}>
            Retire…
          </Button>
        </span>
      ),
    },
  ]);
  return (
    <>
      <DataTable
        label="Entitlements of this target"
        rows={items}
        columns={groups === null ? columns : withChange}
        rowKey={({ id }) => id}
        defaultSort={{ id: "name" }}
        empty={
          <EmptyState icon={LibraryBig} title="Nothing can be requested here yet">
            Look what the target offers, below, and propose an entitlement.
          </EmptyState>
        }
      />
      {going && groups ? <RetireItem item={going} items={items} onClose={() => setGoing(null)} /> : null}
      {chosen && groups ? <ChangeEntitlement item={chosen} groups={groups} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
