import { cn } from "#components/cn.ts";

/** A grey bar in the size of what is coming: give it the height and width classes of that. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={cn("block h-3.5 animate-shimmer rounded-sm bg-line", className)} />;
}
