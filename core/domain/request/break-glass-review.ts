import type { BreakGlassReviewId, PersonId, RequestId } from "#core/domain/ids.ts";

/** Emergency access is always looked at afterwards, by somebody other than who asked for it and who held it. */
export interface BreakGlassReview {
  readonly id: BreakGlassReviewId;
  readonly version: number;
  readonly requestId: RequestId;
  readonly requesterId: PersonId;
  readonly holderId: PersonId;
  /** Those whom the rule named. */
  readonly reviewerIds: readonly PersonId[];
  readonly openedAt: Date;
  readonly escalatedAt: Date | null;
  readonly closedAt: Date | null;
  readonly closedById: PersonId | null;
  readonly outcome: "justified" | "not-justified" | null;
  readonly comment: string | null;
}
