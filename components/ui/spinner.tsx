import { LoaderCircle } from "lucide-react";
import { cn } from "#components/cn.ts";

/** Decoration only: whoever shows it also says in words what is going on. */
export function Spinner({ className }: { className?: string | undefined }) {
  return <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
}
