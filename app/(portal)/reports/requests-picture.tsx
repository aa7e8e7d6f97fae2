"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Day } from "./report-rows.ts";

// The chart library is larger than the rest of the page: it comes when there is something to draw.
const RequestsChart = dynamic(() => import("./requests-chart.tsx").then((module) => module.RequestsChart), {
  ssr: false,
  loading: () => <Skeleton className="h-60 w-full rounded-lg" />,
});

export function RequestsPicture({ rows }: { rows: readonly Day[] }) {
  const total = rows.reduce(
    (sum, { automatic, approved, denied, lapsed }) => sum + automatic + approved + denied + lapsed,
    0,
  );
  if (total === 0)
    return (
      <p className="grid h-60 place-items-center rounded-lg border border-dashed text-muted">
        Nothing was asked and decided in this time.
      </p>
    );
  return (
    <div className="h-60 rounded-lg border bg-surface p-3">
      <RequestsChart rows={rows} />
    </div>
  );
}
