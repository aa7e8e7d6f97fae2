"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useClock } from "#components/clock/clock-provider.tsx";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { toast } from "#components/ui/toast.ts";
import { findColleaguesAction, proposeScheduleAction } from "./actions.ts";

const kinds = [
  { value: "turns", label: "Turns kept here" },
  { value: "icalendar", label: "iCalendar" },
  { value: "http", label: "HTTP" },
];
const search = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findColleaguesAction({ q });
  return answer.ok ? answer.value : [];
};

interface Turns {
  readonly people: readonly PickOption[];
  readonly firstDay: string;
  readonly handoverAt: string;
  readonly daysEach: string;
}

/** A new schedule, or another content for the one of that name; in force once somebody else has approved it. */
export function ProposeSchedule() {
  const router = useRouter();
  const { timeZone } = useClock();
  const [name, setName] = useState("");
  const [kind, setKind] = useState("turns");
  const [url, setUrl] = useState("");
  const [turns, setTurns] = useState<Turns>({ people: [], firstDay: "", handoverAt: "09:00", daysEach: "7" });
  const propose = async (): Promise<string | undefined> => {
    const { people, firstDay, handoverAt, daysEach } = turns;
    const settings =
      kind === "turns"
        ? {
            ...{ kind: "turns" as const, timezone: timeZone, firstDay, handoverAt },
            ...{ daysEach: Number(daysEach), personIds: people.map(({ id }) => id) },
          }
        : { kind: kind === "http" ? ("http" as const) : ("icalendar" as const), url };
    const change = { kind: "schedule" as const, name, settings };
    const answer = await proposeScheduleAction({ summary: `On-call schedule ${name}`, change });
    if (!answer.ok) return explainFailure(answer);
    toast({
      kind: "done",
      text: "The schedule is proposed",
      detail: "It does nothing until somebody else approves it.",
    });
    router.refresh();
    return undefined;
  };
  return (
    <ConfirmDialog
      title="Propose an on-call schedule"
      trigger={<Button size="sm">Propose…</Button>}
      tone="primary"
      confirm="Propose"
      onConfirm={propose}
    >
      <div className="grid gap-4 text-text">
        <Field label="Name" hint="Policy calls it onCall:NAME. A name that is there is replaced.">
          {(wiring) => (
            <Input {...wiring} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Segmented
          name="schedule-kind"
          label="Where is it kept?"
          segments={kinds}
          value={kind}
          onValueChange={setKind}
        />
        {kind === "turns" ? (
          <TurnsFields turns={turns} onChange={setTurns} timeZone={timeZone} />
        ) : (
          <Field label="Address" hint="Read every 5 minutes. When it cannot be read for 20, nobody is on call.">
            {(wiring) => <Input {...wiring} type="url" value={url} onChange={(event) => setUrl(event.target.value)} />}
          </Field>
        )}
      </div>
    </ConfirmDialog>
  );
}

interface TurnsFieldsProps {
  turns: Turns;
  onChange: (turns: Turns) => void;
  timeZone: string;
}

function TurnsFields({ turns, onChange, timeZone }: TurnsFieldsProps) {
  const { people, firstDay, handoverAt, daysEach } = turns;
  return (
    <>
      <SearchPick
        label="Who takes turns, in this order?"
        none="Add a colleague"
        value={null}
        onPick={(person) => {
          if (person) onChange({ ...turns, people: [...people, person] });
        }}
        search={search}
      />
      <ol className="grid gap-1">
        {people.map((person, at) => (
          <li key={`${person.id}-${at}`} className="flex items-center justify-between gap-2">
            {at + 1}. {person.name}
            <Button
              size="icon-sm"
              variant="ghost"
              aria-label={`Take ${person.name} out`}
              onClick={() => onChange({ ...turns, people: people.filter((_, index) => index !== at) })}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="First day">
          {(wiring) => (
            <Input
              {...wiring}
              type="date"
              value={firstDay}
              onChange={(event) => onChange({ ...turns, firstDay: event.target.value })}
            />
          )}
        </Field>
        <Field label="Hand over at" hint={timeZone}>
          {(wiring) => (
            <Input
              {...wiring}
              type="time"
              value={handoverAt}
              onChange={(event) => onChange({ ...turns, handoverAt: event.target.value })}
            />
          )}
        </Field>
        <Field label="Days each">
          {(wiring) => (
            <Input
              {...wiring}
              type="number"
              min={1}
              max={31}
              value={daysEach}
              onChange={(event) => onChange({ ...turns, daysEach: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  );
}
