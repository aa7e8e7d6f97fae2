import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Stat } from "#components/ui/stat.tsx";
import type { ShownReach } from "./query.ts";

interface ReachCardProps {
  reach: ShownReach | undefined;
  failed: boolean;
  /** The button. */
  children: ReactNode;
}

/** How much would end, as of now. */
export function ReachCard({ reach, failed, children }: ReachCardProps) {
  if (failed && !reach) {
    return (
      <Card className="p-4 text-danger" role="alert">
        What would end could not be counted. Nothing was ended; try again in a moment.
      </Card>
    );
  }
  return (
    <Card className="grid gap-4 p-4" aria-live="polite">
      {reach ? (
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Stat label="Grants that end" value={number(reach.grants)} tone={reach.grants > 0 ? "danger" : undefined} />
          <Stat label="of them live now" value={number(reach.live)} />
          <Stat label="People concerned" value={number(reach.people)} />
          <Stat
            label={reach.requests > 0 ? "Requests cancelled" : "Targets concerned"}
            value={number(reach.requests > 0 ? reach.requests : reach.targets)}
          />
        </div>
      ) : (
        <Skeleton className="h-12 w-full" />
      )}
      <div className="flex justify-end border-t pt-4">{children}</div>
    </Card>
  );
}

const number = (count: number): string => count.toLocaleString("en");
