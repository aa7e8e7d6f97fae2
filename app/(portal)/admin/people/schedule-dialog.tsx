"use client";

import { useState } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import type { PickOption } from "#components/pick/pick-option.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormDialog } from "#components/ui/form-dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { textOf } from "#components/ui/text-of.ts";
import type { ScheduleView } from "#core/usecases/schedules/list-schedules.ts";
import type { Serialised } from "#server/serialise.ts";
import { useProposal } from "../use-proposal.ts";
import { TurnsFields } from "./turns-fields.tsx";

const kinds = [
  { value: "turns", label: "Turns kept here" },
  { value: "icalendar", label: "iCalendar" },
  { value: "http", label: "HTTP" },
];

type Schedule = Serialised<ScheduleView>;

interface ScheduleDialogProps {
  /** Null for a new one. */
  schedule: Schedule | null;
  onClose: () => void;
}

/** Where it is known who is on call, and for turns that are kept here, whose they are. */
export function ScheduleDialog({ schedule, onClose }: ScheduleDialogProps) {
  const { timeZone } = useClock();
  const propose = useProposal();
  const [kind, setKind] = useState<string>(schedule?.kind ?? "turns");
  const [people, setPeople] = useState<readonly PickOption[]>(schedule?.turns?.people ?? []);
  // Whoever changes it from elsewhere moves nobody's hand-over by that.
  const timezone = schedule?.turns?.timezone ?? timeZone;
  const settingsFrom = (form: FormData) => {
    if (kind !== "turns")
      return { kind: kind === "http" ? ("http" as const) : ("icalendar" as const), url: textOf(form, "url") };
    const [firstDay, handoverAt] = [textOf(form, "firstDay"), textOf(form, "handoverAt")];
    const [daysEach, personIds] = [Number(textOf(form, "daysEach")), people.map(({ id }) => id)];
    return { kind: "turns" as const, timezone, firstDay, handoverAt, daysEach, personIds };
  };
  return (
    <FormDialog
      title={schedule ? `Change ${schedule.name}` : "Propose an on-call schedule"}
      description="It counts once somebody else, who is not in it, has approved it."
      onClose={onClose}
      submit="Propose"
      onSubmit={(form) => {
        if (kind === "turns" && people.length === 0) return "Choose who takes turns.";
        const name = schedule?.name ?? textOf(form, "name");
        const retire = form.get("retire") !== null;
        return propose({
          summary: `${retire ? "Retire the on-call" : "On-call"} schedule ${name}`,
          change: { kind: "schedule", name, settings: settingsFrom(form), retire },
        });
      }}
    >
      {schedule ? null : (
        <Field label="Name" hint="Policy calls it onCall:NAME. A name that is there is replaced.">
          {(wiring) => <Input {...wiring} name="name" required maxLength={60} autoComplete="off" />}
        </Field>
      )}
      <Segmented name="kind" label="Where is it kept?" segments={kinds} value={kind} onValueChange={setKind} />
      {kind === "turns" ? (
        <TurnsFields known={schedule?.turns ?? null} people={people} onPeople={setPeople} timezone={timezone} />
      ) : (
        <Field label="Address" hint="Read every 5 minutes. When it cannot be read for 20, nobody is on call.">
          {(wiring) => <Input {...wiring} type="url" name="url" required defaultValue={schedule?.url ?? ""} />}
        </Field>
      )}
      {schedule ? (
        <Checkbox
          name="retire"
          label="Retire it"
          hint="Nobody is on call in it any more; policy that names it finds nobody."
        />
      ) : null}
    </FormDialog>
  );
}
