import { z } from "zod";
import { silences } from "#core/domain/notice/preference.ts";

const minuteOfDay = z
  .int()
  .min(0)
  .max(24 * 60 - 1);

/** All of one's choices at once. What nobody may switch off cannot even be said. */
export const setPreferencesInput = z.strictObject({
  silenced: z.array(z.enum(silences)).max(silences.length),
  /** Minutes after midnight, in the person's own zone. */
  quiet: z
    .strictObject({ from: minuteOfDay, until: minuteOfDay })
    .refine(({ from, until }) => from !== until, "Quiet hours end at another time than they begin.")
    .nullable(),
});
export type SetPreferencesInput = z.output<typeof setPreferencesInput>;
