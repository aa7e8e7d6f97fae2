import { Time } from "#components/clock/time.tsx";
import { TimeLeftChip } from "#components/clock/time-left-chip.tsx";
import { endReasonWords } from "#components/sentences/end-reason.ts";
import { Chip } from "#components/ui/chip.tsx";
import type { ShownGrant } from "./shown-grant.ts";

type GrantOfChip = Pick<ShownGrant, "status" | "endReason" | "startsAt" | "readyAt" | "scheduledFor" | "expiresAt">;

/** What state a grant is in: for an active one that is how long it lasts. */
export function GrantStatusChip({ grant }: { grant: GrantOfChip }) {
  const { status, endReason, scheduledFor, expiresAt } = grant;
  switch (status) {
    case "scheduled":
      return <Chip>{scheduledFor === null ? "scheduled" : <Time at={scheduledFor} show="relative" />}</Chip>;
    case "activating":
      return <Chip tone="accent">getting ready</Chip>;
    case "active": {
      const from = grant.readyAt ?? grant.startsAt;
      if (from === null || expiresAt === null) return <Chip tone="live">active</Chip>;
      return <TimeLeftChip startsAt={from} expiresAt={expiresAt} />;
    }
    case "ending":
      return <Chip tone="waning">ending</Chip>;
    case "ended":
      return <Chip>{endReason === null ? "ended" : endReasonWords[endReason]}</Chip>;
  }
}
