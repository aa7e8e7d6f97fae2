import { feedStaleMs, type Schedule, type ScheduleReading, type Turns } from "#core/domain/schedule/schedule.ts";
import { turnAt } from "#core/domain/schedule/turn-at.ts";

export interface OnCallAt {
  readonly personIds: readonly string[];
  /** Since when and until when nothing changes; null: always. */
  readonly since: Date | null;
  readonly until: Date | null;
}

type People = ReadonlyMap<string, { readonly id: string }>;

/**
 * Who is on call in a schedule at an instant. A feed that was not read lately names nobody (promise 13), and neither does an
 * address that is not in the directory. `byEmail` has its addresses in lower case.
 */
export const onCallAt = (
  { kind, settings }: Pick<Schedule, "kind" | "settings">,
  reading: ScheduleReading | undefined,
  byEmail: People,
  now: Date,
): OnCallAt => (kind === "turns" ? inTurn(settings as Turns, now) : inFeed(reading, byEmail, now));

const inTurn = (turns: Turns, now: Date): OnCallAt => {
  const { personId, from, until } = turnAt(turns, now);
  return { personIds: personId === null ? [] : [personId], since: from, until };
};

const inFeed = (reading: ScheduleReading | undefined, byEmail: People, now: Date): OnCallAt => {
  if (!reading?.readAt) return { personIds: [], since: null, until: null };
  const believedUntil = new Date(reading.readAt.getTime() + feedStaleMs);
  if (now >= believedUntil) return { personIds: [], since: believedUntil, until: null };
  const shifts = reading.shifts.map(({ email, from, until }) => ({
    email,
    from: new Date(from),
    until: new Date(until),
  }));
  const instants = [...shifts.flatMap(({ from, until }) => [from, until]), believedUntil];
  const live = shifts.filter(({ from, until }) => from <= now && now < until);
  const ids = live.flatMap(({ email }) => byEmail.get(email.toLowerCase())?.id ?? []);
  return { personIds: [...new Set(ids)].sort(), since: latest(instants, now), until: earliest(instants, now) };
};

/** The latest of some instants that has come; null when none has. */
export const latest = (instants: readonly Date[], now: Date): Date | null =>
  instants.reduce<Date | null>((found, at) => (at <= now && (!found || at > found) ? at : found), null);

/** The earliest of some instants that is still to come; null when none is. */
export const earliest = (instants: readonly Date[], now: Date): Date | null =>
  instants.reduce<Date | null>((found, at) => (at > now && (!found || at < found) ? at : found), null);
