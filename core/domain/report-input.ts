import { z } from "zod";

export const reportWindows = [7, 30, 90] as const;

/** How many days a report looks back. Anything else is not offered, so that its queries stay bounded. */
export const reportInput = z.strictObject({ days: z.union(reportWindows.map((days) => z.literal(days))) });
