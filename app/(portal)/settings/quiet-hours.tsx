import { useClock } from "#components/clock/clock-provider.tsx";
import { CardRow } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Input } from "#components/ui/input.tsx";

interface Quiet {
  readonly from: number;
  readonly until: number;
}

const night: Quiet = { from: 22 * 60, until: 7 * 60 };

const two = (value: number): string => String(value).padStart(2, "0");
const shown = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
/** Undefined while the field is empty. */
const minuteOf = (text: string): number | undefined => {
  const parts = /^(\d{2}):(\d{2})/.exec(text);
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined;
};

/** Hours in which nothing is sent that can wait, on the viewer's own clock. */
export function QuietHours({ quiet, onChange }: { quiet: Quiet | null; onChange: (quiet: Quiet | null) => void }) {
  const { timeZone } = useClock();
  const field = (end: keyof Quiet, label: string) =>
    quiet === null ? null : (
      <Input
        type="time"
        aria-label={label}
        className="w-32"
        value={shown(quiet[end])}
        onChange={({ target }) => {
          const minute = minuteOf(target.value);
          if (minute !== undefined) onChange({ ...quiet, [end]: minute });
        }}
      />
    );
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Checkbox
        className="min-w-0 flex-1 basis-56"
        label="Quiet hours"
        hint={`What can wait is sent when they are over. Your time (${timeZone}).`}
        checked={quiet !== null}
        onChange={({ target }) => onChange(target.checked ? night : null)}
      />
      {quiet === null ? null : (
        <div className="flex items-center gap-2">
          {field("from", "Quiet from")}
          <span className="text-muted">to</span>
          {field("until", "Quiet until")}
        </div>
      )}
    </CardRow>
  );
}
