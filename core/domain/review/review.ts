import type {
  EntitlementId,
  GrantId,
  PersonId,
  ReviewId,
  ReviewItemId,
  StandingAccessId,
  TargetId,
} from "#core/domain/ids.ts";

export const reviewOutcomes = ["keep", "remove"] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** What an item may be found by. */
export const reviewAnswers = [...reviewOutcomes, "waiting"] as const;
export type ReviewAnswer = (typeof reviewAnswers)[number];

/** Who looks at an item: the owners of the resource, or the holder's manager. Where there is none, administrators do. */
export const reviewerKinds = ["owner", "manager"] as const;
export type ReviewerKind = (typeof reviewerKinds)[number];

/** What a campaign looks at: grants that last, access that stands without a grant, or both. */
export const reviewCovers = ["both", "lasting", "standing"] as const;
export type ReviewCover = (typeof reviewCovers)[number];

/** A campaign: access that lasts is looked at again, item by item, by somebody who does not hold it, until a day. */
export interface Review {
  readonly id: ReviewId;
  readonly version: number;
  readonly name: string;
  readonly covers: ReviewCover;
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

/** One access that a campaign asks about: a grant, or what stands without one. What it becomes is told by that. */
export interface ReviewItem {
  readonly id: ReviewItemId;
  readonly version: number;
  readonly reviewId: ReviewId;
  /** One of the two. */
  readonly grantId: GrantId | null;
  readonly findingId: StandingAccessId | null;
  /** Whose it is; null where nobody is known to have the login that stands there. */
  readonly holderId: PersonId | null;
  /** The login that stands there; null where a grant tells. */
  readonly account: string | null;
  readonly entitlementId: EntitlementId;
  readonly targetId: TargetId;
  /** Who is asked: handed over when others own it; who may answer is asked anew with each answer. */
  readonly reviewerIds: readonly PersonId[];
  readonly outcome: ReviewOutcome | null;
  readonly reason: string | null;
  /** Null while nobody answered, and where silence did. */
  readonly decidedById: PersonId | null;
  readonly decidedAt: Date | null;
  readonly createdAt: Date;
}
