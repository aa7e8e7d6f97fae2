import Link from "next/link";
import { eventGist } from "#components/audit/event-gist.ts";
import type { ShownEvent } from "#components/audit/shown-event.ts";
import { Time } from "#components/clock/time.tsx";
import { eventWords } from "#components/sentences/event-kind.ts";
import { Section } from "#components/ui/section.tsx";
import { Timeline } from "#components/ui/timeline.tsx";

interface NeighboursProps {
  /** Oldest first. */
  events: readonly ShownEvent[];
  position: string;
}

/** What stands next to the event in the record, whatever it is about: a gap in the numbers is a call that wrote nothing. */
export function Neighbours({ events, position }: NeighboursProps) {
  return (
    <Section title="Its neighbours in the record">
      <Timeline
        steps={events.map((event) => ({
          key: event.position,
          state: event.position === position ? ("now" as const) : ("done" as const),
          title:
            event.position === position ? (
              <span className="font-semibold">{eventWords[event.kind]}</span>
            ) : (
              <Link href={`/audit/events/${event.position}`} className="hover:underline">
                {eventWords[event.kind]}
              </Link>
            ),
          detail: (
            <>
              <span className="tabular-nums">{event.position}</span> · <Time at={event.at} show="exact" />
              <span className="line-clamp-1">
                {[event.actor?.name ?? "Lapse", eventGist(event)].filter((part) => part !== "").join(" · ")}
              </span>
            </>
          ),
        }))}
      />
    </Section>
  );
}
