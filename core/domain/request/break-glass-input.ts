import { z } from "zod";
import type { BreakGlassReviewId } from "#core/domain/ids.ts";
import { id, text } from "#core/domain/text-input.ts";

export const closeReviewInput = z.strictObject({
  reviewId: id<BreakGlassReviewId>("bgr"),
  outcome: z.enum(["justified", "not-justified"]),
  comment: text(3, 2000),
});
export type CloseReviewInput = z.output<typeof closeReviewInput>;
