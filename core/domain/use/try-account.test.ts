import { expect, it } from "vitest";
import { acknowledgeAlarm } from "#core/domain/alarm/alarm-steps.ts";
import type { AlarmId, GrantId, PersonId, TargetId, TriedAccountId } from "#core/domain/ids.ts";
import type { Rows, TableName, Transition } from "#core/domain/transition.ts";
import { alarmTried, tryAccount } from "#core/domain/use/try-account.ts";
import type { TriedAccount } from "#core/domain/use/use-seen.ts";
import { at } from "#core/testing/grants.ts";

const ended = {
  ...{ targetId: "tgt_one" as TargetId, account: "lapse_ada" },
  ...{ grantId: "grt_one" as GrantId, holderId: "per_ada" as PersonId },
};
const newAlarm = () => "alm_new" as AlarmId;
const rowOf = <T extends TableName>(step: Transition | null, table: T) =>
  step?.writes.find((write) => write.table === table)?.row as Rows[T];
const tried = (known: TriedAccount | undefined, ...seconds: number[]) =>
  rowOf(
    tryAccount(
      known,
      () => "try_one" as TriedAccountId,
      ended,
      seconds.map((second) => ({ at: at(second), address: `10.0.0.${second}` })),
    ),
    "TriedAccount",
  );
const kinds = (step: Transition | null) => step?.events.map(({ kind }) => kind);

it("attempts are counted, with the first, the last, and where the last came from", () => {
  const once = tried(undefined, 1);
  expect(once).toMatchObject({ count: 1, firstAt: at(1), lastAt: at(1), address: "10.0.0.1" });
  expect(tried(once, 2, 3)).toMatchObject({ count: 3, firstAt: at(1), lastAt: at(3), address: "10.0.0.3" });
});

it("an account is alarmed once, counts on quietly until somebody comes, and calls anew an hour later for what came since", () => {
  const first = alarmTried(tried(undefined, 1, 2), [], newAlarm, at(5));
  expect(kinds(first)).toEqual(["alarmRaised"]);
  const alarm = rowOf(first, "Alarm");
  const alarmed = rowOf(first, "TriedAccount");
  expect(alarm).toMatchObject({ count: 2, personId: "per_ada", targetId: "tgt_one" });
  expect(alarm.detail).toContain("from 10.0.0.2");
  expect(alarmTried(alarmed, [alarm], newAlarm, at(6))).toBeNull();

  const more = alarmTried(tried(alarmed, 7), [alarm], newAlarm, at(8));
  expect(kinds(more)).toEqual([]);
  const louder = rowOf(more, "Alarm");
  expect(louder).toMatchObject({ id: alarm.id, count: 3 });

  const seen = rowOf(acknowledgeAlarm(louder, "per_admin" as PersonId, at(9)), "Alarm");
  expect(seen.openKey).toBeNull();
  const again = tried(rowOf(more, "TriedAccount"), 10);
  expect(alarmTried(again, [seen], newAlarm, at(3604))).toBeNull();
  const anew = alarmTried(again, [seen], newAlarm, at(3605));
  expect(kinds(anew)).toEqual(["alarmRaised"]);
  expect(rowOf(anew, "Alarm")).toMatchObject({ count: 1 });
});
