import type { DelegationId, PersonId, RequestId } from "#core/domain/ids.ts";

/**
 * One person votes for another: while that one is away, or on one request that was handed over. The vote counts as that of the
 * person, never as a second one, and only while the person could cast it themselves.
 */
export interface Delegation {
  readonly id: DelegationId;
  readonly version: number;
  readonly personId: PersonId;
  readonly delegateId: PersonId;
  /** Null: for every request while it lasts. */
  readonly requestId: RequestId | null;
  readonly note: string | null;
  readonly startsAt: Date;
  /** At exactly this instant it is over. */
  readonly endsAt: Date;
  /** Ended before its time. */
  readonly endedAt: Date | null;
  readonly createdAt: Date;
}

export const isDelegationLive = ({ startsAt, endsAt, endedAt }: Delegation, now: Date): boolean =>
  endedAt === null && startsAt <= now && now < endsAt;
