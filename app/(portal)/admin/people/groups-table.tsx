"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { GroupDialog } from "./lazy-group-dialog.ts";
import type { Group } from "./shown-group.ts";

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
      const names = [...people.map(({ name }) => name), ...groups.map(({ name }) => `group ${name}`)];
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

/** Those kept here can be proposed otherwise; what comes from the directory changes there. */
export function GroupsTable({ groups, mayPropose }: { groups: readonly Group[]; mayPropose: boolean }) {
  const [chosen, setChosen] = useState<Group | null>(null);
  const [withChange] = useState<readonly Column<Group>[]>(() => [
    ...columns,
    {
      id: "change",
      header: "",
      align: "end",
      cell: (group) =>
        group.source === "local" ? (
          <Button size="sm" variant="ghost" aria-label={`Change ${group.name}`} onClick={() => setChosen(group)}>
            Change…
          </Button>
        ) : null,
    },
  ]);
  return (
    <>
      <DataTable
        label="Groups"
        rows={groups}
        columns={mayPropose ? withChange : columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="No group yet">Groups come with single sign-on, or are proposed as a change.</EmptyState>
        }
      />
      {chosen ? <GroupDialog group={chosen} groups={groups} onClose={() => setChosen(null)} /> : null}
    </>
  );
}
