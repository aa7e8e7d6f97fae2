"use client";

import { Chip } from "#components/ui/chip.tsx";
import { Time } from "./time.tsx";
import { useNow } from "./use-now.ts";
import { wanesAt } from "./wanes-at.ts";

interface TimeLeftChipProps {
  startsAt: string;
  expiresAt: string;
  /** Said once the deadline has passed and the target has not yet confirmed. */
  over?: string | undefined;
}

/** "43 min left" in green, "4 min left" in amber, "ending" in grey. */
export function TimeLeftChip({ startsAt, expiresAt, over = "ending" }: TimeLeftChipProps) {
  const nowMs = useNow(1000);
  const until = Date.parse(expiresAt);
  const tone = nowMs >= until ? "neutral" : nowMs >= wanesAt(Date.parse(startsAt), until) ? "waning" : "live";
  return (
    <Chip tone={tone}>
      <Time at={expiresAt} show="left" over={over} />
    </Chip>
  );
}
