import { z } from "zod";
import type { DeliveryId } from "#core/domain/ids.ts";
import { id } from "#core/domain/text-input.ts";

export const listInboxInput = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(30),
  cursor: z.string().max(200).optional(),
});
export type ListInboxInput = z.output<typeof listInboxInput>;

/** Without ids: everything. */
export const markInboxReadInput = z.strictObject({ ids: z.array(id<DeliveryId>("dlv")).min(1).max(200).optional() });
export type MarkInboxReadInput = z.output<typeof markInboxReadInput>;
