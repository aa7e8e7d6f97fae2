"use client";

import { Time } from "#components/clock/time.tsx";
import { useClock } from "#components/clock/clock-provider.tsx";
import { wallTime } from "#components/clock/wall-time.ts";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Input } from "#components/ui/input.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { type DurationChoice, endOfDay, type Unit } from "./chosen-duration.ts";

interface DurationFieldProps {
  choice: DurationChoice;
  onChange: (choice: DurationChoice) => void;
  /** When the clock would start, in ms. */
  fromMs: number;
  seconds: number | null;
  isLater: boolean;
  /** Others decide first, and nobody knows when: the end cannot be told by the clock. */
  isWaiting: boolean;
  problem: string | undefined;
}

/** For how long: what people ask for most, the end of the day, or exactly. */
export function DurationField({ choice, onChange, fromMs, seconds, isLater, isWaiting, problem }: DurationFieldProps) {
  const { timeZone } = useClock();
  const segments = [
    { value: "900", label: "15 min" },
    { value: "3600", label: "1 hour" },
    { value: "14400", label: "4 hours" },
    { value: "until", label: `Until ${endOfDay(fromMs, timeZone).label}` },
    { value: "other", label: "Other…" },
  ];
  return (
    <Fieldset
      legend="For how long?"
      error={problem}
      hint={
        seconds === null ? undefined : isWaiting ? (
          `Ends ${formatDuration(seconds)} after the access is ready. Waiting for approval does not eat that time.`
        ) : (
          <>
            Ends {isLater ? null : "about "}
            <Time
              at={new Date(fromMs + seconds * 1000).toISOString()}
              show={!isLater && seconds <= 12 * 3600 ? "time" : "day-time"}
            />{" "}
            your time. {isLater ? null : "The clock starts when the access is ready."}
          </>
        )
      }
    >
      <Segmented
        name="duration"
        label="For how long?"
        segments={segments}
        value={choice.preset}
        onValueChange={(preset) =>
          onChange({ ...choice, preset, end: choice.end || wallTime(fromMs + (seconds ?? 3600) * 1000, timeZone) })
        }
      />
      {choice.preset === "other" ? <ExactDuration choice={choice} onChange={onChange} /> : null}
    </Fieldset>
  );
}

const modes = [
  { value: "for", label: "For" },
  { value: "until", label: "Until" },
];

function ExactDuration({ choice, onChange }: Pick<DurationFieldProps, "choice" | "onChange">) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      <Segmented
        name="exact"
        label="A length or an end"
        look="joined"
        segments={modes}
        value={choice.other}
        onValueChange={(other) => onChange({ ...choice, other: other === "until" ? "until" : "for" })}
      />
      {choice.other === "for" ? (
        <>
          <Input
            aria-label="How many"
            inputMode="decimal"
            autoComplete="off"
            className="w-20"
            value={choice.amount}
            onChange={(event) => onChange({ ...choice, amount: event.target.value })}
          />
          <div className="w-32">
            <Select
              aria-label="Unit"
              value={choice.unit}
              onChange={(event) => onChange({ ...choice, unit: event.target.value as Unit })}
            >
              <option value="s">seconds</option>
              <option value="min">minutes</option>
              <option value="h">hours</option>
              <option value="d">days</option>
            </Select>
          </div>
        </>
      ) : (
        <Input
          aria-label="Exact end, your time"
          type="datetime-local"
          className="w-56"
          value={choice.end}
          onChange={(event) => onChange({ ...choice, end: event.target.value })}
        />
      )}
    </div>
  );
}
