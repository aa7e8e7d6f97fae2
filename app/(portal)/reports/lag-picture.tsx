"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Lag } from "./report-rows.ts";

const LagChart = dynamic(() => import("./lag-chart.tsx").then((module) => module.LagChart), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full rounded-lg" />,
});

export function LagPicture({ rows }: { rows: readonly Lag[] }) {
  const measured = rows.filter(({ count, targetId }) => count > 0 && targetId !== null);
  if (measured.length === 0)
    return (
      <p className="grid h-40 place-items-center rounded-lg border border-dashed px-4 text-center text-muted">
        No access has ended in this time, so there is nothing to measure.
      </p>
    );
  return (
    <div
      className={
        measured.length > 3 ? "h-72 rounded-lg border bg-surface p-3" : "h-40 rounded-lg border bg-surface p-3"
      }
    >
      <LagChart rows={measured} />
    </div>
  );
}
