import type { Grant } from "#core/domain/grant/grant.ts";
import type { PersonId, ReviewId, ReviewItemId, TargetId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";
import type { Review, ReviewAnswer, ReviewItem } from "#core/domain/review/review.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";

export interface ReviewProgress {
  readonly items: number;
  readonly kept: number;
  readonly removed: number;
  readonly waiting: number;
}

export interface ReviewOutcomes extends ReviewProgress {
  /** Of those removed: confirmed gone by their target. */
  readonly gone: number;
}

export interface Reviews {
  find(id: ReviewId): Promise<Review | null>;
  findItem(id: ReviewItemId): Promise<ReviewItem | null>;
  /** Newest first, with how far each got. */
  list(): Promise<readonly { readonly review: Review; readonly progress: ReviewProgress }[]>;
  /** How far one got, over all of its items. */
  outcomesOf(id: ReviewId): Promise<ReviewOutcomes>;
  /** All of them: for what must look at each. */
  itemsOf(id: ReviewId): Promise<readonly ReviewItem[]>;
  /** By the name of whose they are; of one answer, or of all. */
  pageOf(id: ReviewId, answer: ReviewAnswer | undefined, page: Page): Promise<PageOf<ReviewItem>>;
  /** Items of open campaigns that wait for an answer and name the person, the soonest due first. */
  waitingFor(personId: PersonId, page: Page): Promise<PageOf<ReviewItem>>;
  /** Who was asked for an item of this campaign that nobody answered; nobody once it is over. */
  askedIn(id: ReviewId): Promise<readonly PersonId[]>;
  countWaitingFor(personId: PersonId): Promise<number>;
  /** Campaigns whose day has not come, and which are not closed. */
  open(): Promise<readonly Review[]>;
  /** Open campaigns whose day has come, or whose items were all answered. */
  closable(): Promise<readonly Review[]>;
  /** Live and scheduled grants that last at least so long, on these targets (none: on all); one more than `limit` at most. */
  lastingGrants(atLeastSeconds: number, targetIds: readonly TargetId[], limit: number): Promise<readonly Grant[]>;
  /**
   * What stands without a grant on these targets (none: on all) and bears no mark of ours, since nobody is asked about that;
   * one more than `limit` at most.
   */
  standingFindings(targetIds: readonly TargetId[], limit: number): Promise<readonly StandingAccess[]>;
}
