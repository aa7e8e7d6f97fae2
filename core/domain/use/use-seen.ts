import type { GrantId, HoldingId, PersonId, TargetId, TriedAccountId } from "#core/domain/ids.ts";

/** When a holding was seen in use at its target. What is seen now and then misses what is short: it proves use, never its absence. */
export interface HoldingUse {
  /** The holding's. */
  readonly id: HoldingId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly firstSeenAt: Date;
  readonly lastSeenAt: Date;
}

/** Sign-ins that a target refused to an account whose time was over. */
export interface TriedAccount {
  readonly id: TriedAccountId;
  readonly version: number;
  readonly targetId: TargetId;
  readonly account: string;
  /** The grant that last gave it, and whose it was. */
  readonly grantId: GrantId;
  readonly holderId: PersonId;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Where the last one came from. */
  readonly address: string | null;
  /** How many of them somebody was alarmed of, and when last. */
  readonly alarmedCount: number;
  readonly alarmedAt: Date | null;
}

/** How far what happens at a target was followed. Whoever moves its version looks next. */
export interface TargetWatch {
  /** The target's. */
  readonly id: TargetId;
  readonly version: number;
  readonly lookedAt: Date;
  /** Where the target's sign-ins go on; only its connector reads it. */
  readonly position: string | null;
  readonly readAt: Date | null;
  /** Why its sign-ins cannot be read, where it is not set up for that. */
  readonly unable: string | null;
  /** Why they could not be read now. */
  readonly error: string | null;
}
