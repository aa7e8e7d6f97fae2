import type { Alarm } from "#core/domain/alarm/alarm.ts";
import type { AuditEntry } from "#core/domain/audit/event.ts";
import type { Bundle } from "#core/domain/catalogue/bundle.ts";
import type { Change } from "#core/domain/change/change.ts";
import type { Entitlement, Resource, Target } from "#core/domain/catalogue/entitlement.ts";
import type { Group, LocalAccount, Person } from "#core/domain/directory/person.ts";
import type { ApiToken, Session } from "#core/domain/directory/session.ts";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Account } from "#core/domain/holding/account.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import type { Holding, Operation } from "#core/domain/holding/holding.ts";
import type { HoldingUse, TargetWatch, TriedAccount } from "#core/domain/use/use-seen.ts";
import type { NoticePreference } from "#core/domain/notice/preference.ts";
import type { FactEpoch, PolicyVersion } from "#core/domain/policy/policy-version.ts";
import type { Portal, SetupLink } from "#core/domain/portal.ts";
import type { RecoveryLink } from "#core/domain/directory/recovery-link.ts";
import type { Schedule, ScheduleReading } from "#core/domain/schedule/schedule.ts";
import type { BreakGlassReview } from "#core/domain/request/break-glass-review.ts";
import type { Review, ReviewItem } from "#core/domain/review/review.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import type { Passkey, RecoveryCode } from "#core/domain/step-up/passkey.ts";
import type { StepUp } from "#core/domain/step-up/step-up.ts";
import type { Erasure } from "#core/domain/erasure/erasure.ts";
import type { Retention, RetentionSweep } from "#core/domain/retention/retention.ts";
import type { KnownAccess, StandingAccess } from "#core/domain/standing/standing-access.ts";

/** Everything whose state changes through `commit`, by table. */
export interface Rows {
  FactEpoch: FactEpoch;
  Portal: Portal;
  SetupLink: SetupLink;
  RecoveryLink: RecoveryLink;
  Person: Person;
  LocalAccount: LocalAccount;
  Session: Session;
  ApiToken: ApiToken;
  Passkey: Passkey;
  RecoveryCode: RecoveryCode;
  StepUp: StepUp;
  Group: Group;
  Delegation: Delegation;
  Schedule: Schedule;
  ScheduleReading: ScheduleReading;
  Target: Target;
  Resource: Resource;
  Entitlement: Entitlement;
  Bundle: Bundle;
  Policy: PolicyVersion;
  Change: Change;
  Request: Request;
  Vote: Vote;
  BreakGlassReview: BreakGlassReview;
  Grant: Grant;
  Holding: Holding;
  Account: Account;
  Operation: Operation;
  NoticePreference: NoticePreference;
  Review: Review;
  ReviewItem: ReviewItem;
  StandingAccess: StandingAccess;
  KnownAccess: KnownAccess;
  HoldingUse: HoldingUse;
  TriedAccount: TriedAccount;
  TargetWatch: TargetWatch;
  Alarm: Alarm;
  Erasure: Erasure;
  Retention: Retention;
  RetentionSweep: RetentionSweep;
}
export type TableName = keyof Rows;

/** A row as it shall be. `before` is the version it had when it was read; null for a new row. */
export type Write = { [T in TableName]: WriteTo<T> }[TableName];
interface WriteTo<T extends TableName> {
  readonly table: T;
  readonly before: number | null;
  readonly row: Rows[T];
}

/** A row that was read to decide and must still have that version when the decision is written. */
export interface Guard {
  readonly table: TableName;
  readonly id: string;
  readonly version: number;
}

/**
 * One atomic step: all of its writes and events happen, or none does. It holds only in its window on the database's
 * clock, read after every row is locked: from `from` on, and before (not at) `before`.
 */
export interface Transition {
  readonly writes: readonly Write[];
  readonly guards: readonly Guard[];
  /**
   * Of these nothing may be in hand (`Holdings.isHeld`) when it is written, and nothing found that it does not write too, whatever was
   * seen when it was decided.
   */
  readonly unheld: readonly EntitlementId[];
  readonly window: { readonly from?: Date | undefined; readonly before?: Date | undefined };
  readonly events: readonly AuditEntry[];
}

export const insert = <T extends TableName>(table: T, row: Rows[T]): Write =>
  ({ table, before: null, row }) as unknown as Write;

/** `row` carries the new values over the version that was read; its version grows by one. */
export const update = <T extends TableName>(table: T, before: Rows[T], changes: Partial<Rows[T]>): Write =>
  ({ table, before: before.version, row: { ...before, ...changes, version: before.version + 1 } }) as unknown as Write;

export const guard = <T extends TableName>(table: T, row: Rows[T] & { readonly id: string }): Guard => ({
  table,
  id: row.id,
  version: row.version,
});

export const transition = (parts: Partial<Transition>): Transition => ({
  writes: [],
  guards: [],
  unheld: [],
  window: {},
  events: [],
  ...parts,
});

/** Several steps that must happen together or not at all. */
export const together = (...steps: readonly Transition[]): Transition => ({
  writes: steps.flatMap((step) => step.writes),
  guards: steps.flatMap((step) => step.guards),
  unheld: steps.flatMap((step) => step.unheld),
  window: steps.map((step) => step.window).reduce(narrow, {}),
  events: steps.flatMap((step) => step.events),
});

const narrow = (a: Transition["window"], b: Transition["window"]): Transition["window"] => ({
  from: later(a.from, b.from),
  before: earlier(a.before, b.before),
});

const later = (a?: Date, b?: Date): Date | undefined => (a && b ? (a > b ? a : b) : (a ?? b));
const earlier = (a?: Date, b?: Date): Date | undefined => (a && b ? (a < b ? a : b) : (a ?? b));
