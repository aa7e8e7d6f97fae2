"use client";

import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { GroupView } from "#core/usecases/people/list-groups.ts";
import type { Serialised } from "#server/serialise.ts";

type Group = Serialised<GroupView>;

const sources = { local: "kept here, changed by review", oidc: "from single sign-on" } as const;
const shown = 6;

const columns: readonly Column<Group>[] = [
  {
    id: "name",
    header: "Group",
    sortBy: ({ name }) => name,
    cell: ({ name }) => <span className="font-medium">{name}</span>,
  },
  {
    id: "members",
    header: "Members",
    cell: ({ people, groups }) => {
      const names = [...people.map(({ name }) => name), ...groups.map((name) => `group ${name}`)];
      if (names.length === 0) return <span className="text-faint">nobody</span>;
      return (
        <span className="text-muted">
          {names.slice(0, shown).join(", ")}
          {names.length > shown ? ` and ${names.length - shown} more` : ""}
        </span>
      );
    },
  },
  {
    id: "source",
    header: "Source",
    className: "max-md:hidden",
    cell: ({ source }) => <span className="text-muted">{sources[source]}</span>,
  },
];

export function GroupsTable({ groups }: { groups: readonly Group[] }) {
  return (
    <DataTable
      label="Groups"
      rows={groups}
      columns={columns}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No group yet">Groups come with single sign-on, or are proposed as a change.</EmptyState>
      }
    />
  );
}
