import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { PersonId, RequestId } from "#core/domain/ids.ts";
import type { FollowUp } from "#core/domain/notice/follow-ups-of.ts";
import type { ChannelName, Delivery, Notice } from "#core/domain/notice/notice.ts";
import type { NoticePreference } from "#core/domain/notice/preference.ts";

export interface NewDelivery {
  readonly channel: ChannelName;
  readonly recipient: string;
  /** When it may leave. The inbox takes it with the row itself. */
  readonly leavesAt: Date;
}

/** What becomes of a notice: everything that follows from it, written at once or not at all. */
export interface Told {
  /** Null where nobody need be told of the event. */
  readonly notice: Notice | null;
  /** The outbox row that this settles; null where the notice itself was due. */
  readonly eventPosition: string | null;
  readonly deliveries: readonly NewDelivery[];
  readonly followUps: readonly FollowUp[];
  /** A request that no longer waits: what called people to it is read, and messages that can be changed say so. */
  readonly settles: RequestId | null;
}

export interface ClaimedDelivery {
  readonly delivery: Delivery;
  readonly notice: Notice;
}

/** How an attempt went. `retryAt` null: never again. */
export type Attempt =
  | { readonly outcome: "delivered"; readonly receipt: Readonly<Record<string, unknown>> | null }
  | { readonly outcome: "over" }
  | { readonly outcome: "failed"; readonly error: string; readonly retryInMs: number | null };

/**
 * What must be told, until it is. Claims are leases on the database's clock: any number of workers may claim, at once,
 * and one that dies gives back what it held when its lease ends. So everything is told at least once, and each row once at a time.
 */
export interface Outbox {
  claimEvents(limit: number, leaseMs: number): Promise<readonly AuditEvent[]>;
  /** Notices whose time has come. */
  claimNotices(limit: number, leaseMs: number): Promise<readonly Notice[]>;
  /** One statement. Told twice, it is told once: deliveries and follow-ups that are there already stay as they are. */
  tell(told: Told): Promise<void>;
  claimDeliveries(channel: ChannelName, limit: number, leaseMs: number): Promise<readonly ClaimedDelivery[]>;
  /** Ends the claim that raised `attempts` to this number; does nothing when another claim has taken over. */
  settle(delivery: Pick<Delivery, "id" | "attempts">, attempt: Attempt): Promise<void>;
  /** Which of these people have been told of the same request, or access review, in this kind of notice. */
  toldOf(notice: Notice, among: readonly PersonId[]): Promise<readonly PersonId[]>;
  deliveriesOf(requestId: RequestId): Promise<readonly Delivery[]>;
  /** Of the calls to these requests, what went out of the portal to those recipients of whom something failed. */
  troubledOf(requestIds: readonly RequestId[]): Promise<readonly Delivery[]>;
  /** Channels as they fared in 30 days: last success, last failure that no later attempt made good, how many wait. */
  channelHealth(): Promise<readonly ChannelHealth[]>;
  preferencesOf(ids: readonly PersonId[]): Promise<readonly NoticePreference[]>;
  /**
   * Removes what was told, here and outside, longer ago than notices are kept, at most so many at a time; never what is still to
   * be told, nor what is about a request that waits. Answers how many deliveries went.
   */
  forgetOld(limit: number): Promise<number>;
  /** When the next of what these channels, or the fan-out, have to tell is due. What waits for another channel waits for nobody. */
  nextDueAt(channels: readonly ChannelName[]): Promise<Date | null>;
  /** False when it was there already: the same signed call was accepted before. */
  acceptOnce(callId: string): Promise<boolean>;
}

export interface ChannelHealth {
  readonly channel: ChannelName;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly error: string | null;
  readonly waiting: number;
}
