import type { GrantId, PersonId, RequestId } from "#core/domain/ids.ts";
import type { CombinedDecision, Outcome } from "#core/domain/policy/decision.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";
import { requestDigest, requestSubject } from "#core/domain/request/request-digest.ts";
import { routeRequest } from "#core/domain/request/route-request.ts";
import type { Request, RequestStatus } from "#core/domain/request/request.ts";
import type { Entitlement } from "#core/domain/catalogue/entitlement.ts";

const defaultLapseSeconds = 8 * 3600;

interface Wish {
  readonly id: RequestId;
  readonly requesterId: PersonId;
  readonly holderId: PersonId;
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string | null;
  readonly startsAt: Date | null;
  readonly extendsGrantId: GrantId | null;
}

interface Basis {
  readonly entitlements: readonly Pick<Entitlement, "id" | "version">[];
  readonly decision: CombinedDecision;
  readonly facts: RecordedFacts;
  readonly policyNumber: number;
  /** How long the access would last in all: more than is asked for where it is extended. */
  readonly wholeSeconds: number;
  /** A deadline by which the answer must be there whatever policy says: the end of what was asked, or of what is extended. */
  readonly uselessAfter: Date | null;
  readonly now: Date;
}

const statusOf: Readonly<Record<Outcome, RequestStatus>> = {
  deny: "denied",
  "auto-approve": "approved",
  "needs-approval": "pending",
};

/** A request as policy left it: denied, approved at once, or waiting until it lapses. */
export const openRequest = (wish: Wish, basis: Basis): Request => {
  const { decision, entitlements, facts, policyNumber, wholeSeconds, now } = basis;
  const lapse = new Date(now.getTime() + (decision.lapseAfterSeconds ?? defaultLapseSeconds) * 1000);
  const status = statusOf[decision.outcome];
  const subject = requestSubject({ ...wish, wholeSeconds }, entitlements);
  const asked = { ...wish, subject, createdAt: now, escalatedAt: null };
  return {
    ...asked,
    ...routeRequest(asked, decision, [], now),
    version: 1,
    status,
    entitlementIds: entitlements.map(({ id }) => id),
    policyNumber,
    digest: requestDigest({ ...wish, policyNumber, wholeSeconds }, entitlements),
    decision,
    facts,
    lapsesAt: basis.uselessAfter && basis.uselessAfter < lapse ? basis.uselessAfter : lapse,
    decidedAt: status === "pending" ? null : now,
    unreachableAt: null,
  };
};
