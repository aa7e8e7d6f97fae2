"use client";

import { LibraryBig } from "lucide-react";
import { useRouter } from "next/navigation";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { EntitlementView } from "#core/usecases/catalogue/search-entitlements.ts";
import type { Serialised } from "#server/serialise.ts";
import { entitlementColumns } from "../entitlement-columns.tsx";

type Item = Serialised<EntitlementView>;

const columns: readonly Column<Item>[] = [
  entitlementColumns.name,
  entitlementColumns.resource,
  { id: "target", header: "Target", cell: ({ target }) => target.name },
  entitlementColumns.owner,
  entitlementColumns.tags,
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
