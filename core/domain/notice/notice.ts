import type { ChangeId, DeliveryId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";

/** What people are told. A kind is never renamed: preferences and old deliveries keep it. */
export const noticeKinds = [
  "requestToDecide",
  "requestLapsesSoon",
  "requestUnreachable",
  "requestDecided",
  "accessActive",
  "accessExtended",
  "accessEndsSoon",
  "accessEnded",
  "changeToReview",
  "changeDecided",
  "securityChanged",
  "signInRecovery",
  "breakGlassUsed",
  "breakGlassReview",
  "alarmRaised",
  "testMessage",
  "reviewToAnswer",
  "reviewDueSoon",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Something that people are told. Whom, is asked when it is due, and again before each attempt to deliver it. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly requestId: RequestId | null;
  readonly grantId: GrantId | null;
  readonly targetId: TargetId | null;
  readonly changeId: ChangeId | null;
  /** Whom it concerns, and who did it. */
  readonly personId: PersonId | null;
  readonly actorId: PersonId | null;
  /** Never a secret, never a reason: what the sentence needs besides what its request, grant or change says by then. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** Channels that reach one person. The inbox is always there; the others as far as they are configured. */
export type PersonalChannel = "inbox" | "email" | "slack";
/** A shared channel is read by many: it gets who, what and a link. */
export type ChannelName = PersonalChannel | "slack-channel" | "webhook";

/** `over`: it became pointless before it was delivered. */
type DeliveryStatus = "waiting" | "delivered" | "failed" | "over";

/** One notice to one recipient over one channel. Its id is what receivers recognise a repetition by. */
export interface Delivery {
  readonly id: DeliveryId;
  readonly noticeId: string;
  readonly channel: ChannelName;
  /** A person's id; for a shared channel its name. */
  readonly recipient: string;
  readonly requestId: RequestId | null;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly receipt: Readonly<Record<string, unknown>> | null;
  readonly createdAt: Date;
}
