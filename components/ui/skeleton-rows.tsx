import { cn } from "#components/cn.ts";
import { Skeleton } from "./skeleton.tsx";

const widths = ["w-2/5", "w-1/2", "w-1/3", "w-3/5"] as const;

interface SkeletonRowsProps {
  rows?: number | undefined;
  /** Height of one real row, so nothing moves when it arrives: "h-10" (table), "h-15" (two-line row). */
  rowClass?: string | undefined;
  label?: string | undefined;
  className?: string | undefined;
}

/** The place of a list while it loads. */
export function SkeletonRows({ rows = 6, rowClass = "h-15", label = "Loading", className }: SkeletonRowsProps) {
  return (
    <div role="status" className={cn("overflow-clip rounded-lg border bg-surface", className)}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={cn("flex flex-col justify-center gap-1.5 px-4 not-last:border-b", rowClass)}>
          <Skeleton className={widths[row % widths.length]} />
          {rowClass === "h-10" ? null : <Skeleton className="h-2.5 w-1/4" />}
        </div>
      ))}
    </div>
  );
}
