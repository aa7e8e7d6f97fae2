import type { AlarmKind } from "#core/domain/alarm/alarm.ts";

/** The worst is first: nobody knows what should be, nobody ends access, access is not ended, everything was ended, somebody tries, somebody could. */
const rank: Readonly<Record<AlarmKind, number>> = {
  "database-restored": 0,
  "revoker-silent": 1,
  "clocks-disagree": 2,
  "access-overdue": 3,
  "red-switch": 4,
  "ended-account-tried": 5,
  "standing-access": 6,
};

/** The worst first; of one kind those that nobody has seen, then as they came. */
export const byUrgency = <T extends { readonly kind: AlarmKind; readonly acknowledgedAt: Date | null }>(
  alarms: readonly T[],
): readonly T[] =>
  alarms.toSorted(
    (a, b) => rank[a.kind] - rank[b.kind] || Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null),
  );
