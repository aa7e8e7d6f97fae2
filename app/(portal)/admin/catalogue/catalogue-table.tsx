"use client";

import { LibraryBig } from "lucide-react";
import { useRouter } from "next/navigation";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { EntitlementView } from "#core/usecases/catalogue/search-entitlements.ts";
import type { Serialised } from "#server/serialise.ts";

type Item = Serialised<EntitlementView>;

const columns: readonly Column<Item>[] = [
  {
    id: "name",
    header: "Entitlement",
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
  { id: "resource", header: "Resource", className: "max-sm:hidden", cell: ({ resource }) => resource },
  { id: "target", header: "Target", cell: ({ target }) => target.name },
  {
    id: "owner",
    header: "Owner",
    className: "max-sm:hidden",
    cell: ({ owner }) => owner ?? <span className="text-waning">nobody</span>,
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
];

/** In the order of the search; a row leads to its target, where it can be changed. */
export function CatalogueTable({ items, q }: { items: readonly Item[]; q: string }) {
  const router = useRouter();
  return (
    <DataTable
      label="What can be requested"
      rows={items}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ target }) => router.push(`/admin/targets/${target.id}`)}
      empty={
        <EmptyState icon={LibraryBig} title={q === "" ? "Nothing can be requested yet" : "Nothing is called that"}>
          {q === ""
            ? "Open a target, look what it offers, and propose an entitlement."
            : "Search by name, action, tag or owner. Small slips are forgiven."}
        </EmptyState>
      }
    />
  );
}
