import { CalendarClock, LoaderCircle } from "lucide-react";
import Link from "next/link";
import { CountdownRing } from "#components/clock/countdown-ring.tsx";
import { entitlementPlace } from "#components/entitlement-place.ts";
import { GrantStatusChip } from "#components/grant/grant-status-chip.tsx";
import { GrantTimes } from "#components/grant/grant-times.tsx";
import type { ShownGrant } from "#components/grant/shown-grant.ts";

/** One thing that the person holds; what can be done with it is on My access. */
export function HeldLine({ grant }: { grant: ShownGrant }) {
  const { status, readyAt, startsAt, expiresAt, entitlement } = grant;
  const from = readyAt ?? startsAt;
  const Icon = status === "scheduled" ? CalendarClock : LoaderCircle;
  return (
    <div className="relative flex items-center gap-3 px-4 py-3 not-last:border-b hover:bg-sunken">
      {status === "active" && from !== null && expiresAt !== null ? (
        <CountdownRing startsAt={from} expiresAt={expiresAt} size={36} />
      ) : (
        <span className="grid size-9 place-items-center text-faint">
          <Icon aria-hidden className="size-4" />
        </span>
      )}
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium first-letter:uppercase">
          <Link href="/access" className="after:absolute after:inset-0 focus-visible:after:outline-2">
            {entitlement.name}
          </Link>
        </p>
        <p className="truncate text-xs text-muted">
          {entitlementPlace(entitlement)} · <GrantTimes grant={grant} />
        </p>
      </div>
      <GrantStatusChip grant={grant} />
    </div>
  );
}
