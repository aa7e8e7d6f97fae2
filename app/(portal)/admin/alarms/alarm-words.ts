import type { AlarmKind } from "#core/domain/alarm/alarm.ts";

const words: Readonly<Record<AlarmKind, (count: number) => string>> = {
  "database-restored": () => "This database is an older copy",
  "clocks-disagree": () => "The database's clocks disagree",
  "access-overdue": (count) => (count === 1 ? "One access should be gone" : `${count} accesses should be gone`),
  "revoker-silent": () => "The revoker is silent",
  "standing-access": (count) =>
    count === 1 ? "One access stands without a grant" : `${count} accesses stand without a grant`,
  "red-switch": () => "The red switch was pulled",
  "ended-account-tried": (count) =>
    count === 1 ? "An ended account was tried" : `An ended account was tried ${count} times`,
};

export const alarmWords = (kind: AlarmKind, count: number): string => words[kind](count);
