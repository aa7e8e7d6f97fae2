import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";
import { inputClass } from "./input-class.ts";

/** One line of text. Inside a `Field` its id, description and validity are wired by `FieldControl`. */
export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(inputClass, "h-9", className)} {...rest} />;
}
