import ical, { type Attendee, type VEvent } from "node-ical";
import { FeedFault } from "./fetch-text.ts";
import type { Shift } from "#core/domain/schedule/schedule.ts";

const address = /[^\s<>"'();:,]+@[^\s<>"'();:,]+\.[^\s<>"'();:,]+/;

/**
 * The shifts in an iCalendar feed (RFC 5545) that touch a time: each event is somebody's turn, repeated as its rule says, in its
 * own time zone. Whose it is say its attendees, or else an e-mail address in its summary; an event that says it nowhere puts
 * nobody on call. Cancelled ones are none.
 */
export const readCalendar = (text: string, from: Date, until: Date): readonly Shift[] => {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) throw new FeedFault("this is no iCalendar feed");
  const events = Object.values(parse(text)).filter((part): part is VEvent => part?.type === "VEVENT");
  return events.flatMap((event) =>
    ical
      .expandRecurringEvent(event, { from, to: until, expandOngoing: true })
      .filter(({ event: { status } }) => status !== "CANCELLED")
      .flatMap(({ start, end, event: instance }) =>
        addressesIn(instance).map((email) => ({ email, from: start.toISOString(), until: end.toISOString() })),
      ),
  );
};

const parse = (text: string): ReturnType<typeof ical.sync.parseICS> => {
  try {
    return ical.sync.parseICS(text);
  } catch (cause) {
    throw new FeedFault("the iCalendar feed is broken", { cause });
  }
};

const addressesIn = ({ attendee, summary }: VEvent): readonly string[] => {
  const attendees = attendee === undefined ? [] : Array.isArray(attendee) ? attendee : [attendee];
  const invited = attendees.flatMap((each) => address.exec(textOf(each))?.[0] ?? []);
  return invited.length > 0 ? invited : [address.exec(textOf(summary))?.[0] ?? []].flat();
};

/** The types promise a summary; a feed need not have one. */
const textOf = (value: Attendee | VEvent["summary"] | undefined): string =>
  typeof value === "string" ? value : (value?.val ?? "");
