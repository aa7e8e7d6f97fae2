import type { EntitlementId, GrantId, PersonId, ReviewId, ReviewItemId, TargetId } from "#core/domain/ids.ts";

export const reviewOutcomes = ["keep", "remove"] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** Who looks at an item: the owners of the resource, or the holder's manager. Where there is none, administrators do. */
export const reviewerKinds = ["owner", "manager"] as const;
export type ReviewerKind = (typeof reviewerKinds)[number];

/** A campaign: access that lasts is looked at again, item by item, by somebody who does not hold it, until a day. */
export interface Review {
  readonly id: ReviewId;
  readonly version: number;
  readonly name: string;
  /** Grants that last at least so long are looked at. */
  readonly atLeastSeconds: number;
  /** Only on these targets; empty: on all. */
  readonly targetIds: readonly TargetId[];
  readonly by: ReviewerKind;
  /** What silence means once it is due. */
  readonly onSilence: ReviewOutcome;
  readonly status: "open" | "closed";
  readonly createdById: PersonId;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly closedAt: Date | null;
}

/** One access that a campaign asks about. What it becomes is told by its grant. */
export interface ReviewItem {
  readonly id: ReviewItemId;
  readonly version: number;
  readonly reviewId: ReviewId;
  readonly grantId: GrantId;
  readonly holderId: PersonId;
  readonly entitlementId: EntitlementId;
  readonly targetId: TargetId;
  /** Who was asked when it began; who may answer is asked anew with each answer. */
  readonly reviewerIds: readonly PersonId[];
  readonly outcome: ReviewOutcome | null;
  readonly reason: string | null;
  /** Null while nobody answered, and where silence did. */
  readonly decidedById: PersonId | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}
