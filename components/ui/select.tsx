import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";
import { inputClass } from "./input-class.ts";

/**
 * The platform's own select: works in a form before any script runs, opens the system's picker on a phone, and adds no
 * style attribute for the CSP to refuse. `.picker` (globals.css) draws its list. Children are `<option>`s.
 */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <div className={cn("relative", className)}>
      <select className={cn(inputClass, "picker h-9 truncate pr-8")} {...rest}>
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-faint"
      />
    </div>
  );
}
