import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";

/** A bordered surface. Rows inside (`CardRow`) divide themselves. */
export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div className={cn("min-w-0 overflow-clip rounded-lg border bg-surface", className)} {...rest} />;
}

export function CardRow({ className, ...rest }: ComponentProps<"div">) {
  return <div data-row="" className={cn("px-4 py-3 not-last:border-b", className)} {...rest} />;
}
