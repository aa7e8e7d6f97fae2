import { type Alarm, alarmKinds, type AlarmNews, openKeyOf } from "#core/domain/alarm/alarm.ts";
import type { AlarmId, PersonId } from "#core/domain/ids.ts";
import { insert, type Transition, transition, update } from "#core/domain/transition.ts";
import type { AuditEntry, EventKind } from "#core/domain/audit/event.ts";

const event = (kind: EventKind, alarm: Alarm): AuditEntry => ({
  kind,
  ...(alarm.targetId ? { targetId: alarm.targetId } : {}),
  ...(alarm.personId ? { personId: alarm.personId } : {}),
  data: { alarm: alarm.kind, alarmId: alarm.id, count: alarm.count, summary: alarm.detail },
});

/** The one way in which an alarm comes to be. Refused where one about the same thing is open: two watchers raise one alarm. */
export const raiseAlarm = (id: AlarmId, news: AlarmNews, now: Date): Transition => {
  const { kind, targetId, personId, count, detail } = news;
  const unseen = { acknowledgedAt: null, acknowledgedById: null, clearedAt: null };
  const alarm: Alarm = {
    ...{ id, version: 1, kind, openKey: openKeyOf(news), targetId, personId, count, detail },
    ...{ raisedAt: now, ...unseen },
  };
  return transition({ writes: [insert("Alarm", alarm)], events: [event("alarmRaised", alarm)] });
};

/** Says what is so now. Where it has become more than it was, it calls again: an acknowledgement was of less. */
export const changeAlarm = (alarm: Alarm, { count, detail }: Pick<AlarmNews, "count" | "detail">): Transition => {
  if (count <= alarm.count) return changeAlarmQuietly(alarm, { count, detail });
  const louder = { count, detail, acknowledgedAt: null, acknowledgedById: null };
  return transition({
    writes: [update("Alarm", alarm, louder)],
    events: [event("alarmRaised", { ...alarm, ...louder })],
  });
};

/** The same where it has called already and nobody has come yet: it does not call again. */
export const changeAlarmQuietly = (alarm: Alarm, news: Pick<AlarmNews, "count" | "detail">): Transition =>
  transition({ writes: [update("Alarm", alarm, { count: news.count, detail: news.detail })] });

/** Somebody has seen it. An occurrence is over with that; a condition stays open until it is. */
export const acknowledgeAlarm = (alarm: Alarm, by: PersonId, now: Date): Transition => {
  const over = alarmKinds[alarm.kind] === "occurrence" ? { openKey: null, clearedAt: now } : {};
  return transition({
    writes: [update("Alarm", alarm, { acknowledgedAt: now, acknowledgedById: by, ...over })],
    events: [event("alarmAcknowledged", alarm)],
  });
};

export const clearAlarm = (alarm: Alarm, now: Date): Transition =>
  transition({
    writes: [update("Alarm", alarm, { openKey: null, clearedAt: now })],
    events: [event("alarmCleared", alarm)],
  });
