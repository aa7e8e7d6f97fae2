import { changeAlarmQuietly, raiseAlarm } from "#core/domain/alarm/alarm-steps.ts";
import { type Alarm, type AlarmNews, openKeyOf } from "#core/domain/alarm/alarm.ts";
import type { GrantId, PersonId, TargetId, TriedAccountId } from "#core/domain/ids.ts";
import type { AlarmId } from "#core/domain/ids.ts";
import { insert, together, type Transition, transition, update } from "#core/domain/transition.ts";
import type { TriedAccount } from "#core/domain/use/use-seen.ts";

/** Once somebody has seen that an account is tried, it is alarmed again no sooner than this. */
const alarmAgainAfterMs = 3_600_000;

export interface Attempt {
  readonly at: Date;
  readonly address: string | null;
}

interface EndedAccount {
  readonly targetId: TargetId;
  readonly account: string;
  readonly grantId: GrantId;
  readonly holderId: PersonId;
}

/** Counts attempts, at least one, in the order in which they came. */
export const tryAccount = (
  known: TriedAccount | undefined,
  newId: () => TriedAccountId,
  { targetId, account, grantId, holderId }: EndedAccount,
  attempts: readonly Attempt[],
): Transition => {
  const last = attempts.at(-1);
  const first = attempts[0];
  if (!first || !last) throw new Error("an account was tried no times");
  const { at: lastAt, address } = last;
  if (known) {
    const count = known.count + attempts.length;
    return transition({ writes: [update("TriedAccount", known, { grantId, holderId, count, lastAt, address })] });
  }
  return transition({
    writes: [
      insert("TriedAccount", {
        ...{ id: newId(), version: 1, targetId, account, grantId, holderId },
        ...{ count: attempts.length, firstAt: first.at, lastAt, address, alarmedCount: 0, alarmedAt: null },
      }),
    ],
  });
};

/**
 * Alarms what nobody was alarmed of yet. While nobody has seen the alarm it only counts on: it has called already. After that
 * the account is left alone for a while, and then called for anew, with what came meanwhile. Null when nothing is to be done.
 */
export const alarmTried = (
  tried: TriedAccount,
  open: readonly Alarm[],
  newId: () => AlarmId,
  now: Date,
): Transition | null => {
  const { targetId, account, holderId: personId, count, alarmedCount, alarmedAt } = tried;
  if (count <= alarmedCount) return null;
  const news: AlarmNews = {
    ...{ kind: "ended-account-tried", subject: `${targetId} ${account}`, targetId, personId },
    ...{ count: count - alarmedCount, detail: detailOf(tried) },
  };
  const standing = open.find(({ openKey }) => openKey === openKeyOf(news));
  const seen = (changes: Partial<TriedAccount>) =>
    transition({ writes: [update("TriedAccount", tried, { alarmedCount: count, ...changes })] });
  if (standing) {
    const more = { count: standing.count + news.count, detail: news.detail };
    return together(changeAlarmQuietly(standing, more), seen({}));
  }
  if (alarmedAt !== null && now.getTime() - alarmedAt.getTime() < alarmAgainAfterMs) return null;
  return together(raiseAlarm(newId(), news, now), seen({ alarmedAt: now }));
};

const detailOf = ({ account, lastAt, address }: TriedAccount): string =>
  `${account}, last at ${lastAt.toISOString()}${address === null ? "" : ` from ${address}`}`;
