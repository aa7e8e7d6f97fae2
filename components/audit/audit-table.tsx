"use client";

import { Time } from "#components/clock/time.tsx";
import { eventTone, eventWords } from "#components/sentences/event-kind.ts";
import { Chip } from "#components/ui/chip.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { eventGist } from "./event-gist.ts";
import type { ShownEvent } from "./shown-event.ts";

const columns: readonly Column<ShownEvent>[] = [
  {
    id: "at",
    header: "When",
    className: "w-48 max-sm:w-24",
    cell: ({ at }) => (
      <>
        <Time at={at} show="exact" className="text-muted max-sm:hidden" />
        <Time at={at} className="whitespace-normal text-muted sm:hidden" />
      </>
    ),
  },
  {
    id: "kind",
    header: "What",
    className: "max-sm:w-full",
    cell: (event) => (
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-0.5">
        <Chip tone={eventTone(event.kind)}>{eventWords[event.kind]}</Chip>
        <span className="line-clamp-1 min-w-0 text-muted max-lg:hidden lg:max-w-[52ch] 2xl:max-w-[80ch]">
          {eventGist(event)}
        </span>
        <span className="w-full truncate text-xs text-muted sm:hidden">
          {event.actor?.name ?? "Lapse"}
          {event.person === null || event.person.id === event.actor?.id ? "" : ` → ${event.person.name}`}
        </span>
      </span>
    ),
  },
  {
    id: "actor",
    header: "By",
    className: "w-44 max-sm:hidden",
    cell: ({ actor }) => actor?.name ?? <span className="text-faint">Lapse</span>,
  },
  {
    id: "person",
    header: "About",
    className: "w-44 max-md:hidden",
    cell: ({ person, actor }) =>
      person === null || person.id === actor?.id ? <span className="text-faint">–</span> : person.name,
  },
];

interface AuditTableProps {
  events: readonly ShownEvent[];
  onOpen: (event: ShownEvent) => void;
  openPosition?: string | undefined;
}

/** Events in the record's own order, which is that of the numbers and not of the clocks. */
export function AuditTable({ events, onOpen, openPosition }: AuditTableProps) {
  return (
    <DataTable
      label="Audit events, newest first"
      rows={events}
      columns={columns}
      rowKey={({ position }) => position}
      onOpen={onOpen}
      openKey={openPosition}
    />
  );
}
