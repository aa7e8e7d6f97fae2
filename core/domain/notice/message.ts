import type { AlarmKind } from "#core/domain/alarm/alarm.ts";
import type { EndReason } from "#core/domain/grant/grant.ts";
import type { RequestId } from "#core/domain/ids.ts";
import type { Notice, NoticeKind } from "#core/domain/notice/notice.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { RequestStatus } from "#core/domain/request/request.ts";

/** What a notice is about, by name, as it is now. */
export interface NoticeFacts {
  readonly request: RequestFacts | null;
  readonly grant: GrantFacts | null;
  readonly change: ChangeFacts | null;
  /** Whom it concerns; null where that is nobody. */
  readonly person: PersonFacts | null;
}

interface RequestFacts {
  readonly id: RequestId;
  readonly status: RequestStatus;
  readonly requester: string;
  readonly holder: string;
  readonly entitlements: readonly string[];
  readonly durationSeconds: number;
  readonly justification: string;
  readonly ticket: string | null;
  readonly extension: boolean;
  readonly lapsesAt: Date;
  readonly digest: string;
  readonly stepUp: boolean;
  /** Until when what came of it lasts at the longest; null before anything did, and once all of it is over. */
  readonly endsAt: Date | null;
}

interface GrantFacts {
  readonly entitlement: string;
  readonly expiresAt: Date | null;
  readonly endedAt: Date | null;
  readonly endReason: EndReason | null;
}

interface ChangeFacts {
  readonly author: string;
  readonly kind: string;
  readonly summary: string;
  readonly status: "proposed" | "applied" | "rejected" | "withdrawn";
}

interface PersonFacts {
  readonly name: string;
  /** Whether they are who reads it. */
  readonly isReader: boolean;
}

type Row = { readonly label: string; readonly text: string } | { readonly label: string; readonly at: Date };

/** What people read, whatever the channel. No secret is ever part of it. */
export interface Message {
  readonly kind: NoticeKind;
  /** One line: who, what. */
  readonly title: string;
  readonly rows: readonly Row[];
  /** The requester's words; only where one person reads it who may. */
  readonly reason: string | null;
  /** The page to go to, below the portal's own address. */
  readonly link: { readonly label: string; readonly path: string };
  /** What a vote from within the message would be about and be bound to. */
  readonly ballot: { readonly requestId: RequestId; readonly digest: string; readonly stepUp: boolean } | null;
  /** The same for programs: the ids of what it is about. */
  readonly about: Readonly<Partial<Record<"requestId" | "grantId" | "targetId" | "changeId", string>>>;
}

type Words = Omit<Message, "about">;

/** `withReason` where the one person who reads it may read the request in full. */
export const messageOf = (notice: Notice, facts: NoticeFacts, withReason: boolean): Message => {
  const ids = Object.entries({
    ...{ requestId: notice.requestId, grantId: notice.grantId },
    ...{ targetId: notice.targetId, changeId: notice.changeId },
  });
  return { ...wordsOf(notice, facts, withReason), about: Object.fromEntries(ids.filter(([, id]) => id !== null)) };
};

const wordsOf = (notice: Notice, facts: NoticeFacts, withReason: boolean): Words => {
  const { request, grant, change, person } = facts;
  if (change) return changeMessage(notice.kind, change);
  if (grant) return grantMessage(notice.kind, grant, notice);
  if (request) return requestMessage(notice, request, withReason);
  if (notice.kind === "testMessage") return testMessage(notice);
  if (notice.kind === "reviewToAnswer" || notice.kind === "reviewDueSoon") return reviewMessage(notice);
  if (notice.kind === "signInRecovery") return recoveryMessage(notice, person);
  return notice.kind === "alarmRaised" ? alarmMessage(notice) : securityMessage(notice);
};

const requestMessage = (notice: Notice, request: RequestFacts, withReason: boolean): Words => {
  const { kind } = notice;
  const { id, requester, holder, status, ticket, durationSeconds, endsAt } = request;
  const pending = status === "pending";
  const calls = kind === "requestToDecide" || kind === "requestLapsesSoon";
  return {
    kind,
    title: requestTitle(notice, request),
    rows: [
      { label: "For", text: request.entitlements.join(", ") },
      { label: request.extension ? "Longer by" : "How long", text: formatDuration(durationSeconds) },
      ...(holder === requester ? [] : [{ label: "Holder", text: holder }]),
      ...(ticket === null ? [] : [{ label: "Ticket", text: ticket }]),
      ...(pending ? [{ label: "Lapses", at: request.lapsesAt }] : [{ label: "Outcome", text: outcomeWords[status] }]),
      ...(endsAt === null ? [] : [{ label: "Ends by", at: endsAt }]),
    ],
    reason: withReason ? request.justification : null,
    link: { label: calls && pending ? "Open and decide" : "Open the request", path: `/requests/${id}` },
    ballot: calls && pending ? { requestId: id, digest: request.digest, stepUp: request.stepUp } : null,
  };
};

const outcomeWords = {
  pending: "waiting",
  approved: "approved",
  denied: "denied",
  cancelled: "taken back",
  lapsed: "lapsed",
} as const satisfies Record<RequestStatus, string>;

const requestTitle = (
  { kind, data }: Pick<Notice, "kind" | "data">,
  { requester, entitlements, extension, status }: RequestFacts,
): string => {
  const what = entitlements.length === 1 ? entitlements[0] : `${entitlements.length} entitlements`;
  const asked = extension ? `more time for ${what}` : what;
  if (kind === "breakGlassUsed") return `Emergency access: ${requester} took ${asked}`;
  if (kind === "breakGlassReview")
    return `Emergency access ${data["overdue"] === true ? "still waits" : "waits"} for a review: ${requester}, ${asked}`;
  if (kind === "requestUnreachable") return `Nobody who can decide could be told: ${asked}`;
  if (kind === "requestDecided") return `The request for ${asked} is ${outcomeWords[status]}`;
  if (status !== "pending") return `${requester} asked for ${asked}: ${outcomeWords[status]}`;
  return kind === "requestLapsesSoon"
    ? `Still waiting for you: ${requester} asks for ${asked}`
    : `${requester} asks for ${asked}`;
};

const grantMessage = (
  kind: NoticeKind,
  { entitlement, expiresAt, endedAt, endReason }: GrantFacts,
  notice: Notice,
): Words => ({
  kind,
  title: grantTitle(kind, entitlement, endReason),
  rows: [
    ...(endedAt ? [{ label: "Ended", at: endedAt }] : expiresAt ? [{ label: "Ends", at: expiresAt }] : []),
    ...(endReason && endReason !== "expired" ? [{ label: "Why", text: endWords[endReason] }] : []),
  ],
  reason: null,
  link: {
    label: kind === "accessEndsSoon" ? "Ask for more time" : kind === "accessActive" ? "Connect" : "Open the request",
    path: grantPath(kind, notice),
  },
  ballot: null,
});

/** A reminder leads to where more time is asked for, with that question open. */
const grantPath = (kind: NoticeKind, { grantId, requestId }: Notice): string => {
  if (kind === "accessEndsSoon" && grantId) return `/access?extend=${grantId}`;
  return requestId ? `/requests/${requestId}` : "/access";
};

const grantTitle = (kind: NoticeKind, entitlement: string, endReason: EndReason | null): string => {
  if (kind === "accessActive") return `You now hold ${entitlement}`;
  if (kind === "accessEndsSoon") return `${entitlement} ends soon`;
  if (endReason === "never-activated" || endReason === "target-unavailable") return `${entitlement} could not be given`;
  return endReason === "expired" ? `${entitlement} has ended` : `${entitlement} ended early`;
};

const endWords = {
  cancelled: "cancelled before it began",
  ineligible: "you were no longer eligible when it should have begun",
  "target-unavailable": "the target was not available",
  expired: "its time was over",
  returned: "you gave it back",
  revoked: "it was revoked",
  "person-disabled": "the account was disabled",
  "removed-by-hand": "it was removed at the target by hand",
  "never-activated": "the target did not confirm it in time",
  restored: "it was found after a restore",
  unverified: "the target was retired before the end could be proved",
} as const satisfies Record<EndReason, string>;

const changeWords = {
  proposed: "waits for a review",
  applied: "is in force",
  rejected: "was rejected",
  withdrawn: "was withdrawn",
} as const;

const changeMessage = (kind: NoticeKind, { author, summary, status, kind: of }: ChangeFacts): Words => ({
  kind,
  title:
    kind === "changeToReview"
      ? `${author} proposes a change: ${summary}`
      : `Your change ${changeWords[status]}: ${summary}`,
  rows: [
    { label: "Changes", text: of },
    { label: "Now", text: changeWords[status] },
  ],
  reason: null,
  link: { label: status === "proposed" ? "Review it" : "Open the changes", path: "/admin/changes" },
  ballot: null,
});

const securityWords: Readonly<Record<string, string>> = {
  tokenCreated: "A personal token was made for your account",
  passwordChanged: "Your password was changed",
  passkeyEnrolled: "A passkey was added to your account",
  passkeyRemoved: "A passkey was removed from your account",
  recoveryCodesMade: "New recovery codes were made for your account",
  recoveryCodeUsed: "A recovery code of your account was used",
};

/** Its person may be who lost everything, or whom somebody wants to get at; administrators see to it that it is the former. */
const recoveryMessage = ({ kind, data, createdAt }: Notice, person: PersonFacts | null): Words => {
  const isReader = person?.isReader === true;
  const whose = isReader ? "your sign-in" : `the sign-in of ${person?.name ?? "somebody"}`;
  const used = data["what"] === "signInRecovered";
  const title = `A link from the server's console ${used ? "recovered" : "can recover"} ${whose}`;
  const warning = "Whoever runs the server made the link: tell an administrator at once.";
  return {
    kind,
    title: used && isReader ? `${title}: passkeys, sessions and tokens are gone` : title,
    rows: [
      { label: "When", at: createdAt },
      isReader
        ? { label: "Not you?", text: warning }
        : { label: "Not expected?", text: "Ask them, and whoever runs the server. Disabling them stops it." },
    ],
    reason: null,
    link: isReader ? { label: "Look at it", path: "/settings" } : { label: "Open People", path: "/admin/people" },
    ballot: null,
  };
};

const alarmWords = {
  "database-restored": "The database is an older copy of the portal's, and gives no access",
  "clocks-disagree": "The nodes of the database disagree on what time it is",
  "access-overdue": "Access that should be gone is not",
  "revoker-silent": "Nobody proves that access ends",
  "standing-access": "Access stands at a target that no grant explains",
  "red-switch": "The red switch was pulled",
  "ended-account-tried": "An account whose time was over was tried",
} as const satisfies Record<AlarmKind, string>;

const isAlarm = (word: unknown): word is AlarmKind => typeof word === "string" && Object.hasOwn(alarmWords, word);

const alarmMessage = ({ kind, data, createdAt }: Notice): Words => ({
  kind,
  title: isAlarm(data["alarm"]) ? alarmWords[data["alarm"]] : "An alarm was raised",
  rows: [
    ...(typeof data["count"] === "number" ? [{ label: "How many", text: String(data["count"]) }] : []),
    { label: "Since", at: createdAt },
  ],
  reason: null,
  link: { label: "Look at it", path: "/admin/alarms" },
  ballot: null,
});

const testMessage = ({ kind, createdAt }: Notice): Words => ({
  kind,
  title: "A test message: this is how messages of the portal reach you",
  rows: [{ label: "Asked for", at: createdAt }],
  reason: null,
  link: { label: "Look at the channels", path: "/admin/notifications" },
  ballot: null,
});

const reviewMessage = ({ kind, data }: Notice): Words => ({
  kind,
  title: `${kind === "reviewDueSoon" ? "An access review still waits" : "An access review waits"} for your answers: ${String(data["review"])}`,
  rows: [{ label: "Answer until", at: new Date(String(data["dueAt"])) }],
  reason: null,
  link: { label: "Look at the access", path: "/reviews" },
  ballot: null,
});

const securityMessage = ({ kind, data, createdAt }: Notice): Words => ({
  kind,
  title: securityWords[String(data["what"])] ?? "The security of your account was changed",
  rows: [
    { label: "When", at: createdAt },
    { label: "Not you?", text: "End your sessions and tell an administrator at once." },
  ],
  reason: null,
  link: { label: "Look at it", path: "/settings" },
  ballot: null,
});
