import type { ReactNode } from "react";
import { useId } from "react";
import { cn } from "#components/cn.ts";

interface FieldsetProps {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A named group of controls (choices, duration pills, boxes) with its hint and error. */
export function Fieldset({ legend, hint, error, className, children }: FieldsetProps) {
  const id = useId();
  return (
    <fieldset className={cn("min-w-0", className)} aria-describedby={`${id}-hint ${id}-error`}>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {children}
      <p id={`${id}-hint`} className="mt-1.5 text-xs text-faint empty:hidden">
        {hint}
      </p>
      <p id={`${id}-error`} role="alert" className="mt-1.5 text-xs font-medium text-danger empty:hidden">
        {error}
      </p>
    </fieldset>
  );
}
