import type { PersonId } from "#core/domain/ids.ts";
import { dayMs, dayNumber, instantAt, wallAt } from "#core/domain/schedule/local-time.ts";
import type { Turns } from "#core/domain/schedule/schedule.ts";

export interface Turn {
  /** Null before the first turn. */
  readonly personId: PersonId | null;
  readonly from: Date | null;
  /** At exactly this instant the next turn begins. */
  readonly until: Date;
}

/**
 * Whose turn it is. Turns change at a time on a wall clock, so that one across a change of that clock is an hour longer or
 * shorter, as the people who take it expect.
 */
export const turnAt = ({ timezone, firstDay, handoverAt, daysEach, personIds }: Turns, now: Date): Turn => {
  const [hours = 0, minutes = 0] = handoverAt.split(":").map(Number);
  const first = dayNumber(firstDay);
  const beginning = (turn: number): Date => instantAt(first + turn * daysEach, hours * 60 + minutes, timezone);
  // The calendar day gives the turn to within one; the instants decide.
  const today = Math.floor(wallAt(now.getTime(), timezone) / dayMs);
  let turn = Math.floor((today - first) / daysEach) + 1;
  while (turn >= 0 && beginning(turn) > now) turn -= 1;
  if (turn < 0) return { personId: null, from: null, until: beginning(0) };
  return { personId: personIds[turn % personIds.length] ?? null, from: beginning(turn), until: beginning(turn + 1) };
};
