import type { PersonId } from "#core/domain/ids.ts";
import { type NoticeKind, noticeKinds, type PersonalChannel } from "#core/domain/notice/notice.ts";
import { zonedTime } from "#core/domain/policy/zoned-time.ts";

export type OutsideChannel = Exclude<PersonalChannel, "inbox">;
export const outsideChannels = ["email", "slack"] as const satisfies readonly OutsideChannel[];

/** What a person does not want to be told outside the portal, and when. The inbox always has everything. */
export interface NoticePreference {
  readonly id: PersonId;
  readonly version: number;
  /** Each a channel and a kind: "email requestDecided". */
  readonly silenced: readonly string[];
  /** Minutes after midnight in the person's zone; both or neither. */
  readonly quietFrom: number | null;
  readonly quietUntil: number | null;
}

/** Whoever uses somebody's account must not be able to keep its owner from hearing of it. Nor is a test one that tests nothing. */
const neverSilent: ReadonlySet<NoticeKind> = new Set([
  "securityChanged",
  "signInRecovery",
  "breakGlassUsed",
  "alarmRaised",
  "testMessage",
]);
/** What cannot wait until the morning. */
const urgent: ReadonlySet<NoticeKind> = new Set([
  "breakGlassUsed",
  "alarmRaised",
  "securityChanged",
  "signInRecovery",
  "requestUnreachable",
  "accessEndsSoon",
  "testMessage",
]);

/** Told to shared channels only: there is nothing for a person to switch off. */
const neverPersonal: ReadonlySet<NoticeKind> = new Set(["accessExtended"]);
/** What a person may switch off outside the portal. */
export const choosableKinds = noticeKinds.filter((kind) => !neverSilent.has(kind) && !neverPersonal.has(kind));

const silenceOf = (channel: OutsideChannel, kind: NoticeKind): string => `${channel} ${kind}`;
/** Everything that can be switched off, in its written form. */
export const silences = outsideChannels.flatMap((channel) => choosableKinds.map((kind) => silenceOf(channel, kind)));

/** Over which of the configured channels somebody is told of this, besides the inbox. */
export const channelsFor = (
  kind: NoticeKind,
  preference: NoticePreference | undefined,
  configured: readonly OutsideChannel[],
): readonly OutsideChannel[] =>
  neverSilent.has(kind)
    ? configured
    : configured.filter((channel) => !preference?.silenced.includes(silenceOf(channel, kind)));

const minuteMs = 60_000;
const dayMinutes = 24 * 60;

/** When a notice may leave: now, or when the person's quiet hours are over. */
export const leavesAt = (
  kind: NoticeKind,
  preference: NoticePreference | undefined,
  timezone: string,
  now: Date,
): Date => {
  const { quietFrom = null, quietUntil = null } = preference ?? {};
  if (quietFrom === null || quietUntil === null || urgent.has(kind)) return now;
  const { hours, minutes, seconds, milliseconds } = zonedTime(now, timezone);
  const minute = hours * 60 + minutes;
  const ofDay = (value: number) => (value + dayMinutes) % dayMinutes;
  if (ofDay(minute - quietFrom) >= ofDay(quietUntil - quietFrom)) return now;
  const sinceMinuteMs = seconds * 1_000 + milliseconds;
  return new Date(now.getTime() + ofDay(quietUntil - minute) * minuteMs - sinceMinuteMs);
};
