import type { Schedule, ScheduleReading, Shift } from "#core/domain/schedule/schedule.ts";

export interface Schedules {
  /** Retired ones included, by name. */
  all(): Promise<readonly Schedule[]>;
  readings(): Promise<readonly ScheduleReading[]>;
}

/** Reads a feed of shifts from where its settings say, through the address guard. */
export interface ShiftFeeds {
  /**
   * The shifts that touch the time from `from` to `until`. Throws, with a sentence that may be shown, when the source cannot be
   * reached, is too large, or is not understood: a feed is never read in part.
   */
  read(schedule: Pick<Schedule, "settings">, from: Date, until: Date): Promise<readonly Shift[]>;
}
