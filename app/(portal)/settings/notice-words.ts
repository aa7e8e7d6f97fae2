import type { NoticeKind } from "#core/domain/notice/notice.ts";
import type { OutsideChannel } from "#core/domain/notice/preference.ts";

export const channelWords = { email: "E-mail", slack: "Slack" } as const satisfies Record<OutsideChannel, string>;

/** When one is told, in the reader's words. */
export const noticeWords = {
  requestToDecide: "A request waits for your decision",
  requestLapsesSoon: "It still waits, and lapses soon",
  requestUnreachable: "Nobody who can decide could be told",
  requestDecided: "Your request is decided",
  accessActive: "Your access begins",
  accessExtended: "Access lasts longer",
  accessEndsSoon: "Your access ends soon",
  accessEnded: "Your access has ended",
  changeToReview: "A change waits for your review",
  changeDecided: "Your change is decided",
  securityChanged: "The security of your account changed",
  signInRecovery: "A link that recovers somebody's sign-in was made or used",
  breakGlassUsed: "Emergency access was taken",
  breakGlassReview: "Emergency access waits for your review",
  alarmRaised: "An alarm was raised",
  testMessage: "A test message was sent",
  reviewToAnswer: "An access review waits for your answers",
  reviewDueSoon: "It still waits, and is due soon",
} as const satisfies Record<NoticeKind, string>;
