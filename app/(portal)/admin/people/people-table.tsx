"use client";

import { UsersRound } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { PersonView } from "#core/usecases/people/list-people.ts";
import type { Serialised } from "#server/serialise.ts";

export type Person = Serialised<PersonView>;

const columnsFor = (hrefOf: (person: Person) => string): readonly Column<Person>[] => [
  {
    id: "name",
    header: "Person",
    sortBy: ({ name }) => name,
    cell: (person) => (
      <>
        <span className="flex flex-wrap items-center gap-2">
          <Link href={hrefOf(person)} scroll={false} className="font-medium hover:underline">
            {person.name}
          </Link>
          {person.erasure !== null ? (
            <Chip tone={person.erasure === "done" ? "neutral" : "waning"}>
              {person.erasure === "done" ? "erased" : "being erased"}
            </Chip>
          ) : person.disabledAt === null ? null : (
            <Chip tone="danger">disabled</Chip>
          )}
          {person.onCall ? <Chip tone="accent">on call</Chip> : null}
        </span>
        {person.erasure === "done" ? null : <span className="block truncate text-xs text-muted">{person.email}</span>}
      </>
    ),
  },
  {
    id: "roles",
    header: "Duty in the portal",
    className: "max-md:hidden",
    cell: ({ roles }) => (roles.length === 0 ? <span className="text-faint">–</span> : roles.join(", ")),
  },
  {
    id: "groups",
    header: "Groups",
    className: "max-lg:hidden",
    cell: ({ groups }) => (
      <span className="flex flex-wrap gap-1">
        {groups.slice(0, 4).map((group) => (
          <Chip key={group}>{group}</Chip>
        ))}
        {groups.length > 4 ? <Chip>+{groups.length - 4}</Chip> : null}
      </span>
    ),
  },
  {
    id: "sessions",
    header: "Sessions",
    align: "end",
    className: "max-sm:hidden",
    sortBy: ({ sessions }) => sessions,
    cell: ({ sessions }) => sessions,
  },
  {
    id: "grants",
    header: "Grants",
    align: "end",
    sortBy: ({ liveGrants }) => liveGrants,
    cell: ({ liveGrants }) => liveGrants,
  },
];

/** `here`: the search and the page in the address, kept while somebody is open. */
export function PeopleTable({ people, q, here }: { people: readonly Person[]; q: string; here: string }) {
  const router = useRouter();
  const columns = useMemo(
    () => columnsFor(({ id }) => `/admin/people?${here}${here === "" ? "" : "&"}open=${id}`),
    [here],
  );
  return (
    <DataTable
      label="People"
      rows={people}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => router.push(`/admin/people?${here}${here === "" ? "" : "&"}open=${id}`, { scroll: false })}
      empty={
        <EmptyState icon={UsersRound} title={q === "" ? "Nobody yet" : `Nobody is called “${q}”`}>
          People are proposed here, and sign in through the identity provider. Search by a part of the name or the
          e-mail.
        </EmptyState>
      }
    />
  );
}
