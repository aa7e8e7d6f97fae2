import type { GrantId, PersonId, RequestId } from "#core/domain/ids.ts";
import type { Outcome } from "#core/domain/policy/decision.ts";
import type { Page, PageOf } from "#core/domain/page.ts";
import type { RecordedAnswer } from "#core/domain/policy/replay-candidate.ts";
import type { Request, RequestStatus, Vote } from "#core/domain/request/request.ts";

export interface RequestFilter {
  readonly status?: RequestStatus | undefined;
  /** Requests whose requester or holder this is. */
  readonly party?: PersonId | undefined;
  /** Pending requests that this person is named to decide, is no party of, and has not voted on. */
  readonly toDecideBy?: PersonId | undefined;
  /** Requests that this person may read (domain rule 16): party, approver, voter or owner. */
  readonly readableBy?: PersonId | undefined;
}

export interface RequestOutcome {
  readonly id: RequestId;
  readonly status: RequestStatus;
  /** What policy said. */
  readonly decision: Outcome;
}

/** What a request was decided on, and how: enough to answer it again. */
export interface RecordedRequest extends Pick<Request, "id" | "createdAt" | "facts"> {
  readonly answer: RecordedAnswer;
  /** Where a list goes on after it. */
  readonly cursor: string;
}

export interface Requests {
  find(id: RequestId): Promise<Request | null>;
  /** What became of these, without their content. A pending one past its deadline counts as lapsed. */
  outcomesOf(ids: readonly RequestId[]): Promise<readonly RequestOutcome[]>;
  ofIds(ids: readonly RequestId[]): Promise<readonly Request[]>;
  votesOf(ids: readonly RequestId[]): Promise<readonly Vote[]>;
  /** Newest first, by keyset. A pending request past its deadline counts as lapsed, on the database's clock. */
  page(filter: RequestFilter, page: Page): Promise<PageOf<Request>>;
  /** Pending requests whose deadline has passed. */
  lapsed(limit: number): Promise<readonly Request[]>;
  /**
   * Pending requests that were routed before `since` or under another policy, that silence has escalated meanwhile, or that wait
   * for nobody any more.
   */
  toRoute(since: Date | null, policyNumber: number, limit: number): Promise<readonly Request[]>;
  /** Requests since then, newest first, by keyset, with nothing but what a replay needs. */
  recorded(since: Date, page: Page): Promise<PageOf<RecordedRequest>>;
  /** Every pending request, for a policy or directory change to decide anew. */
  pending(): Promise<readonly Request[]>;
  pendingOf(personId: PersonId): Promise<readonly Request[]>;
  pendingExtensionsOf(grantIds: readonly GrantId[]): Promise<readonly Request[]>;
  /** Pending requests whose decision names the person as an approver. */
  countToDecide(personId: PersonId): Promise<number>;
}
