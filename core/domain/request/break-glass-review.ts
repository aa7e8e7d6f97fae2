import type { Person } from "#core/domain/directory/person.ts";
import type { BreakGlassReviewId, PersonId, RequestId } from "#core/domain/ids.ts";

/** An open review is overdue after this long, and says so again every day (domain rule 12). */
export const reviewWithinMs = 72 * 3_600_000;
export const escalateEveryMs = 24 * 3_600_000;

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

export const isReviewOverdue = (review: Pick<BreakGlassReview, "openedAt" | "closedAt">, now: Date): boolean =>
  review.closedAt === null && now.getTime() - review.openedAt.getTime() >= reviewWithinMs;

/** Those whom the rule named, and reviewers of the portal; never who asked for it, nor who held it. */
export const mayCloseReview = (
  review: Pick<BreakGlassReview, "reviewerIds" | "requesterId" | "holderId">,
  person: Pick<Person, "id" | "roles">,
): boolean =>
  person.id !== review.requesterId &&
  person.id !== review.holderId &&
  (review.reviewerIds.includes(person.id) || person.roles.includes("reviewer"));
