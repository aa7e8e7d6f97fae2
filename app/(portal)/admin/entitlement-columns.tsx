import { Chip } from "#components/ui/chip.tsx";
import type { Column } from "#components/ui/data-table.tsx";

interface Row {
  readonly name: string;
  readonly description: string;
  readonly sensitive: boolean;
  readonly resource: string;
  readonly owner: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** How an entitlement is listed, wherever it is. */
export const entitlementColumns = {
  name: {
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
  resource: { id: "resource", header: "Resource", className: "max-sm:hidden", cell: ({ resource }) => resource },
  owner: {
    id: "owner",
    header: "Owner",
    className: "max-sm:hidden",
    cell: ({ owner }) => owner ?? <span className="text-waning">nobody</span>,
  },
  tags: {
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
} as const satisfies Record<string, Column<Row>>;
