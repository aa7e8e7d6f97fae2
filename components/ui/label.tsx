import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";

export function Label({ className, ...rest }: ComponentProps<"label">) {
  return <label className={cn("font-medium", className)} {...rest} />;
}
