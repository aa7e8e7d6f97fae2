import { z } from "zod";
import { dayInput } from "#core/domain/instant-input.ts";

/** `size`: of a published checkpoint, to make the same pack again. `from` and `to`: UTC days, both included. */
export const exportEvidenceInput = z.strictObject({
  size: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  from: dayInput.optional(),
  to: dayInput.optional(),
});
export type ExportEvidenceInput = z.output<typeof exportEvidenceInput>;
