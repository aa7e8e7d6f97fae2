import { CalendarClock } from "lucide-react";
import { Time } from "#components/clock/time.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Section } from "#components/ui/section.tsx";
import type { ScheduleView } from "#core/usecases/schedules/list-schedules.ts";
import type { Serialised } from "#server/serialise.ts";
import { ProposeSchedule } from "./propose-schedule.tsx";

interface OnCallSectionProps {
  schedules: readonly Serialised<ScheduleView>[];
  mayPropose: boolean;
}

const sources = { turns: "turns kept here", icalendar: "iCalendar feed", http: "HTTP source" } as const;

/** Who is on call now, by schedule: what policy calls `onCall:NAME`, and `person.onCall`. */
export function OnCallSection({ schedules, mayPropose }: OnCallSectionProps) {
  return (
    <Section title="On call" end={mayPropose ? <ProposeSchedule schedule={null} /> : null}>
      {schedules.length === 0 ? (
        <EmptyState icon={CalendarClock} title="No on-call schedule yet">
          A schedule says who is on call when: turns that are kept here, or a feed. Policy names it as onCall:NAME. It
          is proposed as a change, like everything that decisions read.
        </EmptyState>
      ) : (
        <Card>
          {schedules.map((schedule) => {
            const { id, name, kind, url, onCall, reading } = schedule;
            return (
              <CardRow key={id} className="grid gap-0.5">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-medium">{name}</span>
                  <span className="flex items-baseline gap-2">
                    <span className={onCall.length === 0 ? "text-waning" : "text-live"}>
                      {onCall.length === 0 ? "nobody is on call" : onCall.map((person) => person.name).join(", ")}
                    </span>
                    {mayPropose ? <ProposeSchedule schedule={schedule} /> : null}
                  </span>
                </p>
                <p className="text-xs break-all text-muted">
                  {sources[kind]}
                  {url === null ? null : <> · {url}</>}
                  {reading?.readAt ? (
                    <>
                      {" "}
                      · read <Time at={reading.readAt} show="relative" />
                    </>
                  ) : kind === "turns" ? null : (
                    " · not read yet"
                  )}
                </p>
                {reading?.error ? (
                  <p className="text-xs font-medium text-danger">Not readable: {reading.error}</p>
                ) : null}
              </CardRow>
            );
          })}
        </Card>
      )}
    </Section>
  );
}
