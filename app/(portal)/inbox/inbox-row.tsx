import {
  Bell,
  Check,
  CircleCheckBig,
  Clock,
  GitPullRequestArrow,
  KeyRound,
  ListChecks,
  ShieldAlert,
  TriangleAlert,
} from "lucide-react";
import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { cn } from "#components/cn.ts";
import type { NoticeKind } from "#core/domain/notice/notice.ts";
import type { ShownMessage } from "./query.ts";

const icons = {
  requestToDecide: CircleCheckBig,
  requestLapsesSoon: Clock,
  requestUnreachable: TriangleAlert,
  requestDecided: Check,
  accessActive: KeyRound,
  accessExtended: KeyRound,
  accessEndsSoon: Clock,
  accessEnded: KeyRound,
  changeToReview: GitPullRequestArrow,
  changeDecided: GitPullRequestArrow,
  securityChanged: ShieldAlert,
  signInRecovery: ShieldAlert,
  breakGlassUsed: TriangleAlert,
  breakGlassReview: ShieldAlert,
  alarmRaised: TriangleAlert,
  testMessage: Bell,
  reviewToAnswer: ListChecks,
  reviewDueSoon: Clock,
} as const satisfies Record<NoticeKind, unknown>;

const attention: ReadonlySet<NoticeKind> = new Set([
  "requestLapsesSoon",
  "requestUnreachable",
  "accessEndsSoon",
  "reviewDueSoon",
  "securityChanged",
  "signInRecovery",
  "breakGlassUsed",
  "alarmRaised",
]);

/** One message: what happened, its facts in a line, and where to go. What is settled steps back. */
export function InboxRow({ message, onOpen }: { message: ShownMessage; onOpen: () => void }) {
  const { kind, title, rows, link, createdAt, readAt, settled } = message;
  const Icon = icons[kind];
  const unread = readAt === null;
  return (
    <li className="not-last:border-b">
      <Link
        href={link.path}
        {...(unread ? { onClick: onOpen } : {})}
        className="flex items-start gap-3 px-4 py-3 hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <span
          aria-hidden
          className={cn("mt-1.5 size-2 shrink-0 rounded-full", unread ? "bg-accent" : "bg-transparent")}
        />
        <Icon
          aria-hidden
          className={cn("mt-0.5 size-4 shrink-0", attention.has(kind) && !settled ? "text-waning" : "text-faint")}
        />
        <span className="min-w-0 flex-1">
          <span className={cn("block", unread ? "font-medium" : "", settled && !unread ? "text-muted" : "")}>
            {unread ? <span className="sr-only">Unread: </span> : null}
            {title}
          </span>
          <span className="mt-0.5 block text-xs text-muted">
            {rows.map((row, place) => (
              <span key={row.label}>
                {place === 0 ? "" : " · "}
                {row.label} {"at" in row ? <Time at={row.at} /> : row.text}
              </span>
            ))}
          </span>
        </span>
        <span className="shrink-0 text-right text-xs text-faint">
          <Time at={createdAt} show="relative" />
        </span>
      </Link>
    </li>
  );
}
