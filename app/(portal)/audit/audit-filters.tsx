"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useTransition } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import { instantOfWall, wallTime } from "#components/clock/wall-time.ts";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { eventGroups, eventWords } from "#components/sentences/event-kind.ts";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";
import { Select } from "#components/ui/select.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { type AuditFilter, filterText, withPart } from "./audit-filter.ts";
import { IdField } from "./id-field.tsx";
import type { Choices } from "./query.ts";
import { searchEntitlements } from "../search-entitlements.ts";
import { searchPeople } from "./search.ts";

interface AuditFiltersProps {
  filter: AuditFilter;
  /** Of the ids in the filter. */
  names: Choices["names"];
  targets: readonly PickOption[];
}

/** The limits live in the address: a view of the record can be sent to somebody. */
export function AuditFilters({ filter, names, targets }: AuditFiltersProps) {
  const router = useRouter();
  const { timeZone } = useClock();
  const [pending, start] = useTransition();
  const go = (next: AuditFilter) => start(() => router.replace(`/audit?${filterText(next)}`, { scroll: false }));
  const set = (name: keyof AuditFilter, value: string | null) => go(withPart(filter, name, value));
  const named = (id: string | undefined): PickOption | null =>
    id === undefined ? null : { id, name: names[id] ?? id };
  const instant = (name: "from" | "to", text: string) => {
    const at = instantOfWall(text, timeZone);
    set(name, at === null ? null : new Date(at).toISOString());
  };
  const wall = (at: string | undefined) => (at === undefined ? "" : wallTime(Date.parse(at), timeZone));
  const more = [filter.requestId, filter.grantId].filter((id) => id !== undefined);
  return (
    <div role="search" aria-label="Limit the record" className="grid gap-3">
      <div className="grid grid-cols-2 gap-x-3 gap-y-2.5 md:grid-cols-4 2xl:grid-cols-8">
        <Labelled label="What" id="audit-kind">
          <Select
            id="audit-kind"
            value={filter.kind ?? ""}
            onChange={(event) => set("kind", event.target.value || null)}
          >
            <option value="">Anything</option>
            {eventGroups.map(({ label, kinds }) => (
              <optgroup key={label} label={label}>
                {kinds.map((kind) => (
                  <option key={kind} value={kind}>
                    {eventWords[kind]}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Labelled>
        <Labelled label="Entitlement">
          <SearchPick
            label="Entitlement"
            none="Any"
            value={named(filter.entitlementId)}
            search={searchEntitlements}
            onPick={(option) => set("entitlementId", option?.id ?? null)}
          />
        </Labelled>
        <Labelled label="Target" id="audit-target">
          <Select
            id="audit-target"
            value={filter.targetId ?? ""}
            onChange={(event) => set("targetId", event.target.value || null)}
          >
            <option value="">Any</option>
            {targets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Labelled>
        <Labelled label="By">
          <SearchPick
            label="By whom"
            none="Anybody"
            value={named(filter.actorId)}
            search={searchPeople}
            onPick={(option) => set("actorId", option?.id ?? null)}
          />
        </Labelled>
        <Labelled label="About">
          <SearchPick
            label="About whom"
            none="Anybody"
            value={named(filter.personId)}
            search={searchPeople}
            onPick={(option) => set("personId", option?.id ?? null)}
          />
        </Labelled>
        <Labelled label="From" id="audit-from">
          <Input
            id="audit-from"
            type="datetime-local"
            defaultValue={wall(filter.from)}
            onBlur={(event) => {
              if (event.target.value !== wall(filter.from)) instant("from", event.target.value);
            }}
          />
        </Labelled>
        <Labelled label="Before" id="audit-to">
          <Input
            id="audit-to"
            type="datetime-local"
            defaultValue={wall(filter.to)}
            onBlur={(event) => {
              if (event.target.value !== wall(filter.to)) instant("to", event.target.value);
            }}
          />
        </Labelled>
        <IdField filter={filter} go={go} />
      </div>
      {filterText(filter) === "" ? null : (
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted" role="status">
          {more.length === 0 ? null : <span className="font-mono break-all">{more.join(" ")}</span>}
          <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => go({})}>
            Show everything
          </Button>
          {pending ? <Spinner /> : null}
        </div>
      )}
    </div>
  );
}

function Labelled({ label, id, children }: { label: string; id?: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 content-start gap-1">
      {id === undefined ? (
        <span className="text-xs font-medium text-muted">{label}</span>
      ) : (
        <Label htmlFor={id} className="text-xs text-muted">
          {label}
        </Label>
      )}
      {children}
    </div>
  );
}
