import type { EntitlementId, GrantId, PersonId, RequestId, VoteId } from "#core/domain/ids.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";

export const requestStatuses = ["pending", "approved", "denied", "cancelled", "lapsed"] as const;
export type RequestStatus = (typeof requestStatuses)[number];

/** One person's wish for entitlements: how long, and why. */
export interface Request {
  readonly id: RequestId;
  readonly version: number;
  readonly status: RequestStatus;
  readonly requesterId: PersonId;
  /** Who gets the access: the requester unless it is asked on behalf of someone. */
  readonly holderId: PersonId;
  readonly entitlementIds: readonly EntitlementId[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string | null;
  readonly startsAt: Date | null;
  /** An extension moves the deadline of this grant by `durationSeconds`. */
  readonly extendsGrantId: GrantId | null;
  readonly policyNumber: number;
  /** What a vote is bound to (`request-digest.ts`). */
  readonly digest: string;
  readonly decision: CombinedDecision;
  readonly facts: RecordedFacts;
  /** What a vote approves of (`request-digest.ts`). */
  readonly subject: string;
  /** Who could decide at `routedAt`, stand-ins among them: an index for the queue, never the authority for a vote. */
  readonly approverIds: readonly PersonId[];
  /** Whom silence brings in, and from when (ISO 8601): read by time, so that a stopped worker changes nothing. */
  readonly lateApprovers: Readonly<Record<string, string>>;
  /** The earliest of those instants. */
  readonly escalatesAt: Date | null;
  /** When everyone whom escalation names was brought in at once, because nobody else could be told. */
  readonly escalatedAt: Date | null;
  readonly routedAt: Date;
  readonly createdAt: Date;
  readonly lapsesAt: Date;
  readonly decidedAt: Date | null;
  /** Since when too few of those who can decide could be told. It stays pending, and who asked sees it. */
  readonly unreachableAt: Date | null;
}

export interface Vote {
  readonly id: VoteId;
  readonly version: number;
  readonly requestId: RequestId;
  readonly voterId: PersonId;
  readonly stage: number;
  readonly vote: "approve" | "deny";
  readonly comment: string | null;
  /** A shorter duration than was asked, where the approver gave one. */
  readonly durationSeconds: number | null;
  readonly digest: string;
  /** Whose vote it is, where the voter stood in for somebody; null for their own. */
  readonly forId: PersonId | null;
  /** The request's `subject` when it was cast. */
  readonly subject: string;
  /** Whether its voter confirmed exactly this vote, as policy may ask. */
  readonly confirmed: boolean;
  readonly createdAt: Date;
}

/** Lapsed is computed at read time too, so that a stopped worker cannot keep a lapsed request approvable. */
export const statusAt = (request: Pick<Request, "status" | "lapsesAt">, now: Date): RequestStatus =>
  request.status === "pending" && now >= request.lapsesAt ? "lapsed" : request.status;
