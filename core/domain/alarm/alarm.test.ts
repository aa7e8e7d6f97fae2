import { describe, expect, it } from "vitest";
import { acknowledgeAlarm, changeAlarm, raiseAlarm } from "#core/domain/alarm/alarm-steps.ts";
import type { Alarm, AlarmNews } from "#core/domain/alarm/alarm.ts";
import { reconcileAlarms } from "#core/domain/alarm/reconcile-alarms.ts";
import type { AlarmId, PersonId, TargetId } from "#core/domain/ids.ts";
import { at } from "#core/testing/grants.ts";

const targetId = "tgt_one" as TargetId;
const overdue: AlarmNews = {
  kind: "access-overdue",
  subject: targetId,
  targetId,
  personId: null,
  count: 2,
  detail: "",
};
const pulled: AlarmNews = { kind: "red-switch", subject: "x", targetId: null, personId: null, count: 1, detail: "" };
const newId = () => "alm_new" as AlarmId;
const raised = (news: AlarmNews, parts: Partial<Alarm> = {}): Alarm => {
  const [write] = raiseAlarm("alm_one" as AlarmId, news, at(0)).writes;
  return { ...(write?.row as Alarm), ...parts };
};
const seen = { acknowledgedAt: at(1), acknowledgedById: "per_one" as PersonId };
const kinds = (open: readonly Alarm[], wanted: readonly AlarmNews[]) =>
  reconcileAlarms(open, wanted, newId, at(9)).map(({ events }) => events.map(({ kind }) => kind));

describe("alarms of conditions", () => {
  it("are raised once, stand while it is so, and clear by themselves", () => {
    expect(kinds([], [overdue])).toEqual([["alarmRaised"]]);
    expect(kinds([raised(overdue)], [overdue])).toEqual([]);
    expect(kinds([raised(overdue)], [])).toEqual([["alarmCleared"]]);
  });

  it("stand after somebody has seen them, and call again only when there is more", () => {
    expect(kinds([raised(overdue, seen)], [overdue])).toEqual([]);
    expect(kinds([raised(overdue, seen)], [{ ...overdue, count: 1 }])).toEqual([[]]);
    const [louder] = changeAlarm(raised(overdue, seen), { count: 3, detail: "" }).writes;
    expect(louder?.row).toMatchObject({ count: 3, acknowledgedAt: null, acknowledgedById: null });
    expect(kinds([raised(overdue, seen)], [{ ...overdue, count: 3 }])).toEqual([["alarmRaised"]]);
  });

  it("are told apart by what they are about", () => {
    const elsewhere = { ...overdue, subject: "tgt_two", targetId: "tgt_two" as TargetId };
    expect(kinds([raised(overdue)], [overdue, elsewhere])).toEqual([["alarmRaised"]]);
  });
});

describe("alarms of occurrences", () => {
  it("are over when somebody has seen them, and not before", () => {
    expect(kinds([raised(pulled)], [])).toEqual([]);
    const [over] = acknowledgeAlarm(raised(pulled), seen.acknowledgedById, at(5)).writes;
    expect(over?.row).toMatchObject({ openKey: null, clearedAt: at(5), acknowledgedById: seen.acknowledgedById });
    const [condition] = acknowledgeAlarm(raised(overdue), seen.acknowledgedById, at(5)).writes;
    expect(condition?.row).toMatchObject({ openKey: `access-overdue ${targetId}`, clearedAt: null });
  });
});
