import type { ChannelName, NoticeKind } from "#core/domain/notice/notice.ts";

const toAll: Partial<Record<ChannelName, readonly NoticeKind[]>> = {
  "slack-channel": ["requestToDecide", "requestUnreachable", "breakGlassUsed", "alarmRaised"],
  webhook: [
    "requestToDecide",
    "requestUnreachable",
    "requestDecided",
    "accessActive",
    "accessExtended",
    "accessEnded",
    "changeToReview",
    "changeDecided",
    "breakGlassUsed",
    "breakGlassReview",
    "alarmRaised",
  ],
};

/** Which notices go to a shared channel: what a group can act on, and for webhooks whatever happened; never what concerns one account. */
export const isPublic = (channel: ChannelName, kind: NoticeKind): boolean => toAll[channel]?.includes(kind) ?? false;
