import { z } from "zod";
import type { PersonId, ScheduleId } from "#core/domain/ids.ts";
import { isKnownZone } from "#core/domain/schedule/local-time.ts";
import { id } from "#core/domain/text-input.ts";

const url = z.url({ protocol: /^https?$/ }).max(2_000);

/** Where it is known who is on call: turns that are kept here, a calendar feed, or an HTTP source of JSON. */
export const scheduleSettings = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("turns"),
    /** Whose wall clock says when a turn ends. */
    timezone: z.string().max(100).refine(isKnownZone, "use an IANA name such as Europe/Berlin"),
    /** The first turn begins on this day at this time, on that wall clock. */
    firstDay: z.iso.date(),
    handoverAt: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "write a time such as 09:00"),
    daysEach: z.int().min(1).max(31),
    personIds: z.array(id<PersonId>("per")).min(1).max(100),
  }),
  z.strictObject({ kind: z.literal("icalendar"), url }),
  z.strictObject({ kind: z.literal("http"), url }),
]);
type ScheduleSettings = z.output<typeof scheduleSettings>;
export type Turns = Extract<ScheduleSettings, { kind: "turns" }>;

/** Who is on call when, under a name that policy calls `onCall:NAME`. Changed only through a reviewed change. */
export interface Schedule {
  readonly id: ScheduleId;
  readonly version: number;
  readonly name: string;
  readonly kind: ScheduleSettings["kind"];
  readonly settings: ScheduleSettings;
  readonly createdAt: Date;
  readonly retiredAt: Date | null;
}

/** Somebody's turn in a feed, by the address that the feed gives; instants are ISO 8601. */
export interface Shift {
  readonly email: string;
  readonly from: string;
  readonly until: string;
}

/** What a feed said when it was last read. */
export interface ScheduleReading {
  /** The schedule's id. */
  readonly id: ScheduleId;
  readonly version: number;
  readonly shifts: readonly Shift[];
  readonly readAt: Date | null;
  readonly failedAt: Date | null;
  readonly error: string | null;
}

/** How often a feed is read, and from when on what it said is no longer believed: then nobody is on call (promise 13). */
export const feedEveryMs = 5 * 60_000;
export const feedStaleMs = 20 * 60_000;
