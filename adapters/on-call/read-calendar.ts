import { setImmediate } from "node:timers/promises";
import ical, { type Attendee, type VEvent } from "node-ical";
import { FeedFault } from "./fetch-text.ts";
import type { Shift } from "#core/domain/schedule/schedule.ts";

const address = /[^\s<>"'();:,]+@[^\s<>"'();:,]+\.[^\s<>"'();:,]+/;

/** As many as a list of shifts may have. */
const mostTurns = 10_000;
/** Far more than any team's calendar takes. */
const longestMs = 10_000;

/**
 * The shifts in an iCalendar feed (RFC 5545) that touch a time: each event is somebody's turn, repeated as its rule says, in its
 * own time zone. Whose it is say its attendees, or else an e-mail address in its summary; an event that says it nowhere puts
 * nobody on call. Cancelled ones are none. Whatever else this process does goes on between two events: a few lines of a feed can
 * say more turns than could be counted in an hour, and access must end meanwhile. So many are refused.
 */
export const readCalendar = async (text: string, from: Date, until: Date): Promise<readonly Shift[]> => {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) throw new FeedFault("this is no iCalendar feed");
  const giveUpAtMs = performance.now() + longestMs;
  const events = Object.values(broken(() => ical.sync.parseICS(text))).filter((part) => part?.type === "VEVENT");
  const shifts: Shift[] = [];
  for (const event of events) {
    shifts.push(...broken(() => turnsOf(event, from, until)));
    if (shifts.length > mostTurns) throw new FeedFault("the iCalendar feed has more than 10,000 turns");
    if (performance.now() > giveUpAtMs) throw new FeedFault("the iCalendar feed takes too long to read");
    await setImmediate();
  }
  return shifts;
};

const turnsOf = (event: VEvent, from: Date, until: Date): readonly Shift[] =>
  ical
    .expandRecurringEvent(event, { from, to: until, expandOngoing: true })
    .filter(({ event: { status } }) => status !== "CANCELLED")
    .flatMap(({ start, end, event: instance }) =>
      addressesIn(instance).map((email) => ({ email, from: start.toISOString(), until: end.toISOString() })),
    );

/** What the parser says of it may repeat the feed's own text, which is not ours to show. */
const broken = <T>(read: () => T): T => {
  try {
    return read();
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
