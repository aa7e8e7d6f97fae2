import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";
import { inputClass } from "./input-class.ts";

/** Several lines of text; grows with what is typed where the browser can (field-sizing). */
export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea rows={3} className={cn(inputClass, "field-sizing-content max-h-80 min-h-19 py-2", className)} {...rest} />
  );
}
