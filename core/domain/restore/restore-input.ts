import { z } from "zod";
import { text } from "#core/domain/text-input.ts";

export const acknowledgeRestoreInput = z.strictObject({
  /** Which copy this is, and why the portal goes on from it: kept in the record. */
  reason: text(3, 2000),
});
export type AcknowledgeRestoreInput = z.output<typeof acknowledgeRestoreInput>;
