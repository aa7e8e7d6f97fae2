import { cn } from "#components/cn.ts";

/** The small round sign of a state, in the colour of its text. Never the only sign: words stand beside it. */
export function Dot({ className }: { className?: string | undefined }) {
  return <span aria-hidden className={cn("inline-block size-[7px] shrink-0 rounded-full bg-current", className)} />;
}
