import type { AlarmKind } from "#core/domain/alarm/alarm.ts";

/** The worst is first: nobody ends access, access is not ended, everything was ended, somebody tries, somebody could. */
const rank: Readonly<Record<AlarmKind, number>> = {
  "revoker-silent": 0,
  "access-overdue": 1,
  "red-switch": 2,
  "ended-account-tried": 3,
  "standing-access": 4,
};

/** The worst first; of one kind those that nobody has seen, then as they came. */
export const byUrgency = <T extends { readonly kind: AlarmKind; readonly acknowledgedAt: Date | null }>(
  alarms: readonly T[],
): readonly T[] =>
  alarms.toSorted(
    (a, b) => rank[a.kind] - rank[b.kind] || Number(a.acknowledgedAt !== null) - Number(b.acknowledgedAt !== null),
  );
