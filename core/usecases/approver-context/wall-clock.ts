import { zonedTime } from "#core/domain/policy/zoned-time.ts";

export interface WallClock {
  /** "Mon 09:30" */
  readonly time: string;
  readonly timezone: string;
  readonly offHours: boolean;
}

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** Off hours are nights (20 to 7) and weekends on the holder's own wall: unusual, never forbidden. */
export const wallClock = (now: Date, timezone: string): WallClock => {
  const { hours, minutes, weekday } = zonedTime(now, timezone);
  const two = (value: number): string => String(value).padStart(2, "0");
  const offHours = weekday === 0 || weekday === 6 || hours < 7 || hours >= 20;
  return { time: `${weekdays[weekday] ?? ""} ${two(hours)}:${two(minutes)}`, timezone, offHours };
};
