import type { AlarmId, PersonId, TargetId } from "#core/domain/ids.ts";

/**
 * What somebody must look at. A condition clears by itself when it is over; an occurrence stands until somebody has said that
 * they saw it.
 */
export const alarmKinds = {
  /** This database is an older copy, or went another way than its witness knows, and gives nothing for now. */
  "database-restored": "occurrence",
  /** The nodes of the database disagree on what time it is by more than access may outlive its deadline. */
  "clocks-disagree": "condition",
  /** Access at a target should be gone and is not. */
  "access-overdue": "condition",
  /** Nobody proves that access ends. */
  "revoker-silent": "condition",
  /** Access at a target that no live grant explains. */
  "standing-access": "condition",
  /** Everything of a scope was ended at once. */
  "red-switch": "occurrence",
  /** Somebody tried an account at a target whose time was over. */
  "ended-account-tried": "occurrence",
} as const satisfies Record<string, "condition" | "occurrence">;
export type AlarmKind = keyof typeof alarmKinds;

/** Raised, perhaps acknowledged, cleared: and never raised again, the next one is another row. */
export interface Alarm {
  readonly id: AlarmId;
  readonly version: number;
  readonly kind: AlarmKind;
  /** Kind and subject while it is open; null after that. Unique: of one thing there is one open alarm. */
  readonly openKey: string | null;
  readonly targetId: TargetId | null;
  readonly personId: PersonId | null;
  /** How many things it is about; more of them call again, even if it was acknowledged. */
  readonly count: number;
  readonly detail: string;
  readonly raisedAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedById: PersonId | null;
  readonly clearedAt: Date | null;
}

/** What an alarm says, before it is one. */
export interface AlarmNews extends Pick<Alarm, "kind" | "targetId" | "personId" | "count" | "detail"> {
  /** What it is about, among alarms of its kind: a target's id, an account, "portal". */
  readonly subject: string;
}

export const openKeyOf = ({ kind, subject }: Pick<AlarmNews, "kind" | "subject">): string => `${kind} ${subject}`;
