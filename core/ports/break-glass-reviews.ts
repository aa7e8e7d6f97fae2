import type { BreakGlassReviewId, PersonId } from "#core/domain/ids.ts";
import type { BreakGlassReview } from "#core/domain/request/break-glass-review.ts";

export interface BreakGlassReviews {
  find(id: BreakGlassReviewId): Promise<BreakGlassReview | null>;
  /** Open ones of this holder. */
  openOf(holderId: PersonId): Promise<readonly BreakGlassReview[]>;
  /** Open ones first, then the latest closed. */
  list(limit: number): Promise<readonly BreakGlassReview[]>;
  /** Open for longer than they may be, and not said so for a day. */
  toEscalate(limit: number): Promise<readonly BreakGlassReview[]>;
}
