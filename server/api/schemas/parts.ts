import { z } from "zod";

export const instant = z.iso.datetime().describe("An instant in UTC, ISO 8601");

export const personName = z.object({ id: z.string(), name: z.string() });

export const namedEntitlement = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  action: z.string(),
  resource: z.string(),
  target: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  tags: z.record(z.string(), z.string()),
  sensitive: z.boolean(),
  ownerGroup: z.string().nullable(),
  ownerGroupId: z.string().nullable(),
});

/** A page of a list: pass `nextCursor` as `cursor` to get the next one; null on the last. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
