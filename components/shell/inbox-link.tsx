"use client";

import { Bell } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";

/** The way to what one was told, with how much of it is unread. */
export function InboxLink({ unread }: { unread: number }) {
  const here = usePathname() === "/inbox";
  return (
    <Link
      href="/inbox"
      aria-current={here ? "page" : undefined}
      aria-label={unread === 0 ? "Inbox" : `Inbox, ${unread} unread`}
      title="Inbox"
      className="relative grid size-8 shrink-0 place-items-center rounded-md border bg-surface text-faint hover:border-line-strong hover:text-muted aria-[current=page]:text-accent"
    >
      <Bell aria-hidden className="size-4" />
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute -top-1.5 -right-1.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-on-accent"
        >
          {unread > 99 ? "99+" : unread}
        </span>
      ) : null}
    </Link>
  );
}
