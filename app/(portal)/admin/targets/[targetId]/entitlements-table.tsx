"use client";

import { LibraryBig } from "lucide-react";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { TargetEntitlement } from "#core/usecases/targets/read-target.ts";
import type { Serialised } from "#server/serialise.ts";

type Item = Serialised<TargetEntitlement>;

const columns: readonly Column<Item>[] = [
  {
    id: "name",
    header: "Entitlement",
    sortBy: ({ name }) => name,
    cell: ({ name, description, sensitive }) => (
      <>
        <span className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {sensitive ? <Chip tone="waning">sensitive</Chip> : null}
        </span>
        <span className="block text-xs text-muted">{description}</span>
      </>
    ),
  },
  { id: "resource", header: "Resource", sortBy: ({ resource }) => resource, cell: ({ resource }) => resource },
  {
    id: "owner",
    header: "Owner",
    className: "max-sm:hidden",
    sortBy: ({ ownerGroup }) => ownerGroup ?? "",
    cell: ({ ownerGroup }) => ownerGroup ?? <span className="text-waning">nobody</span>,
  },
  {
    id: "tags",
    header: "Tags",
    className: "max-md:hidden",
    cell: ({ tags }) => (
      <span className="flex flex-wrap gap-1">
        {Object.entries(tags).map(([key, value]) => (
          <Chip key={key}>
            {key}: {value}
          </Chip>
        ))}
      </span>
    ),
  },
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

export function EntitlementsTable({ items }: { items: readonly Item[] }) {
  return (
    <DataTable
      label="Entitlements of this target"
      rows={items}
      columns={columns}
      rowKey={({ id }) => id}
      defaultSort={{ id: "name" }}
      empty={
        <EmptyState icon={LibraryBig} title="Nothing can be requested here yet">
          Look what the target offers, below, and propose an entitlement.
        </EmptyState>
      }
    />
  );
}
