"use client";

import dynamic from "next/dynamic";
import { cn } from "#components/cn.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Picture } from "#core/domain/report/report.ts";

// The chart library is larger than the rest of the page: it comes when there is something to draw.
const ReportChart = dynamic(() => import("./report-chart.tsx").then((module) => module.ReportChart), {
  ssr: false,
  loading: () => <Skeleton className="size-full rounded-md" />,
});

interface ReportPictureProps {
  picture: Picture;
  small?: boolean;
}

export function ReportPicture({ picture, small = false }: ReportPictureProps) {
  const { form, categories, series, empty, title } = picture;
  const tall = form === "bars" && categories.length > 4;
  const height = small ? "h-28" : tall ? "h-96" : "h-60";
  const total = series.reduce((sum, { values }) => sum + values.reduce((of, value) => of + value, 0), 0);
  if (total === 0)
    return (
      <p className={cn("grid place-items-center rounded-lg border border-dashed px-4 text-center text-muted", height)}>
        {empty}
      </p>
    );
  return (
    <figure aria-label={title} className={cn(small ? "-mx-1" : "rounded-lg border bg-surface p-3", height)}>
      <ReportChart picture={picture} small={small} />
    </figure>
  );
}
