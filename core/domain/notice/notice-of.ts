import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import type { EndReason } from "#core/domain/grant/grant.ts";
import type { ChangeId, ReviewId } from "#core/domain/ids.ts";
import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import type { NoticeKind } from "#core/domain/notice/notice.ts";

/** What a notice says that its request, grant or change does not say. Never a secret, never a reason. */
type Data = Readonly<Record<string, unknown>>;
type Tell = (event: AuditEvent, state: NoticeState) => { readonly kind: NoticeKind; readonly data?: Data } | null;

const toDecide: Tell = ({ data }) => (data["outcome"] === "needs-approval" ? { kind: "requestToDecide" } : null);

/** Where stages are asked one after the other, a vote may have opened the next. */
const nextStage: Tell = (_, { request }) =>
  request?.status === "pending" && request.decision.ordered ? { kind: "requestToDecide" } : null;

/** Who asked is looking at what policy answered at once; a holder for whom somebody else asked is not. */
const decided: Tell = (_, { request }) => {
  const atOnce = request?.decision.outcome !== "needs-approval" && request?.requesterId === request?.holderId;
  return request && !atOnce ? { kind: "requestDecided" } : null;
};

/** Ends that the holder wanted, or is not there to read about. */
const untold: ReadonlySet<EndReason | null> = new Set(["returned", "cancelled", "person-disabled"]);

const ended: Tell = (_, { grant }) => (grant && !untold.has(grant.endReason) ? { kind: "accessEnded" } : null);

const security: Tell = ({ kind }) => ({
  kind: "securityChanged",
  data: { what: kind },
});

const recovery: Tell = ({ kind }) => ({ kind: "signInRecovery", data: { what: kind } });

const toAnswer: Tell = ({ data: { reviewId, review, dueAt } }) => ({
  kind: "reviewToAnswer",
  data: { reviewId, review, dueAt },
});

const always =
  (kind: NoticeKind): Tell =>
  () => ({ kind });

/** Whom an event concerns beyond those who made it happen. What is not here is told to nobody. */
const told: Partial<Record<EventKind, Tell>> = {
  requestSubmitted: toDecide,
  requestRedecided: toDecide,
  requestEscalated: always("requestToDecide"),
  voteCast: nextStage,
  requestApproved: decided,
  requestDenied: decided,
  requestLapsed: decided,
  requestCancelled: decided,
  requestUnreachable: always("requestUnreachable"),
  grantActivated: always("accessActive"),
  grantExtended: always("accessExtended"),
  grantEnded: ended,
  changeProposed: always("changeToReview"),
  changeApproved: always("changeDecided"),
  changeRejected: always("changeDecided"),
  tokenCreated: security,
  passwordChanged: security,
  passkeyEnrolled: security,
  passkeyRemoved: security,
  recoveryCodesMade: security,
  recoveryCodeUsed: security,
  recoveryLinkIssued: recovery,
  signInRecovered: recovery,
  breakGlassUsed: always("breakGlassUsed"),
  breakGlassReviewOpened: always("breakGlassReview"),
  breakGlassReviewEscalated: () => ({ kind: "breakGlassReview", data: { overdue: true } }),
  testMessageSent: always("testMessage"),
  reviewStarted: toAnswer,
  reviewHandedOver: toAnswer,
  alarmRaised: ({ data }) => ({ kind: "alarmRaised", data: { alarm: data["alarm"], count: data["count"] } }),
};

/** The kinds of event that go to the outbox, in the statement that records them. Whom they are told to is asked when they are due. */
export const toldKinds: ReadonlySet<EventKind> = new Set(Object.keys(told) as EventKind[]);

/** Which change an event is about, where it is about one. */
export const changeIdOf = ({ data }: Pick<AuditEvent, "data">): ChangeId | null =>
  typeof data["changeId"] === "string" ? (data["changeId"] as ChangeId) : null;

/** Which access review is meant. What names another kind of review by this word names none that can be found. */
export const reviewIdOf = ({ data }: Pick<AuditEvent, "data">): ReviewId | null =>
  typeof data["reviewId"] === "string" ? (data["reviewId"] as ReviewId) : null;

/** What is told because of an event, given what it is about as it is now; null where nobody need be told. */
export const noticeOf = (event: AuditEvent, state: NoticeState): ReturnType<Tell> =>
  told[event.kind]?.(event, state) ?? null;
