import { changeAlarm, clearAlarm, raiseAlarm } from "#core/domain/alarm/alarm-steps.ts";
import { type Alarm, alarmKinds, type AlarmNews, openKeyOf } from "#core/domain/alarm/alarm.ts";
import type { AlarmId } from "#core/domain/ids.ts";
import type { Transition } from "#core/domain/transition.ts";

/** What leads from the alarms that are open to those that should be. Occurrences are left alone: only people end them. */
export const reconcileAlarms = (
  open: readonly Alarm[],
  wanted: readonly AlarmNews[],
  newId: () => AlarmId,
  now: Date,
): readonly Transition[] => {
  const conditions = open.filter(({ kind }) => alarmKinds[kind] === "condition");
  const known = new Map(conditions.map((alarm) => [alarm.openKey, alarm]));
  const keys = new Set(wanted.map(openKeyOf));
  return [
    ...wanted.flatMap((news): readonly Transition[] => {
      const alarm = known.get(openKeyOf(news));
      if (!alarm) return [raiseAlarm(newId(), news, now)];
      return alarm.count === news.count && alarm.detail === news.detail ? [] : [changeAlarm(alarm, news)];
    }),
    ...conditions
      .filter(({ openKey }) => openKey !== null && !keys.has(openKey))
      .map((alarm) => clearAlarm(alarm, now)),
  ];
};
