import { z } from "zod";
import { FeedFault } from "./fetch-text.ts";
import type { Shift } from "#core/domain/schedule/schedule.ts";

const instant = z.iso.datetime({ offset: true });
const shiftList = z.object({
  shifts: z.array(z.object({ email: z.email(), from: instant, until: instant })).max(10_000),
});

/** `{"shifts": [{"email", "from", "until"}]}` with instants in ISO 8601: those that touch a time. */
export const readShiftList = (text: string, from: Date, until: Date): readonly Shift[] => {
  const parsed = shiftList.safeParse(jsonOf(text));
  if (!parsed.success) throw new FeedFault(`the shifts are not as documented: ${z.prettifyError(parsed.error)}`);
  return parsed.data.shifts
    .filter((shift) => new Date(shift.from) < until && new Date(shift.until) > from)
    .map((shift) => ({
      email: shift.email,
      from: new Date(shift.from).toISOString(),
      until: new Date(shift.until).toISOString(),
    }));
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FeedFault("the source sent no JSON", { cause });
  }
};
