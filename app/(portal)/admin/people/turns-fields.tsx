import { X } from "lucide-react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { searchPeople } from "./search-people.ts";

interface TurnsFieldsProps {
  known: { readonly firstDay: string; readonly handoverAt: string; readonly daysEach: number } | null;
  people: readonly PickOption[];
  onPeople: (people: readonly PickOption[]) => void;
  /** Whose wall clock says when a turn ends. */
  timezone: string;
}

/** Who takes turns in which order, and when one hands over. Somebody may have more than one turn in a round. */
export function TurnsFields({ known, people, onPeople, timezone }: TurnsFieldsProps) {
  return (
    <>
      <SearchPick
        label="Who takes turns, in this order?"
        none="Add a person…"
        value={null}
        onPick={(person) => {
          if (person) onPeople([...people, person]);
        }}
        search={searchPeople}
      />
      <ol className="grid gap-1 empty:hidden">
        {people.map((person, at) => (
          <li key={`${person.id}-${at}`} className="flex items-center justify-between gap-2">
            {at + 1}. {person.name}
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={`Take ${person.name} out`}
              onClick={() => onPeople(people.filter((_, index) => index !== at))}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="First day">
          {(wiring) => <Input {...wiring} type="date" name="firstDay" required defaultValue={known?.firstDay} />}
        </Field>
        <Field label="Hand over at" hint={timezone}>
          {(wiring) => (
            <Input {...wiring} type="time" name="handoverAt" required defaultValue={known?.handoverAt ?? "09:00"} />
          )}
        </Field>
        <Field label="Days each">
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              name="daysEach"
              min={1}
              max={31}
              required
              defaultValue={known?.daysEach ?? 7}
            />
          )}
        </Field>
      </div>
    </>
  );
}
