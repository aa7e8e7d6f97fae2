"use client";

import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/cn.ts";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "children"> {
  /** Without a label give an aria-label. */
  label?: ReactNode;
  hint?: ReactNode;
  /** Some, not all, of what it stands for. */
  mixed?: boolean | undefined;
}

const mark = "pointer-events-none absolute inset-0 m-auto size-3 stroke-3 text-on-accent opacity-0";

export function Checkbox({ label, hint, mixed, className, ref, ...rest }: CheckboxProps) {
  return (
    <label className={cn("inline-flex items-start gap-2.5", className)}>
      <span className="relative mt-0.5 size-4 shrink-0">
        <input
          type="checkbox"
          ref={(element) => {
            // `indeterminate` has no attribute: only a property can say "some".
            if (element) element.indeterminate = mixed ?? false;
            if (typeof ref === "function") return ref(element);
            if (ref) ref.current = element;
            return undefined;
          }}
          className={cn(
            "peer size-4 appearance-none rounded-sm border border-edge bg-surface align-top transition-colors duration-100",
            "checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
            "disabled:cursor-not-allowed disabled:opacity-55",
          )}
          {...rest}
        />
        <Check aria-hidden className={cn(mark, "peer-checked:opacity-100 peer-indeterminate:opacity-0")} />
        <Minus aria-hidden className={cn(mark, "peer-indeterminate:opacity-100")} />
      </span>
      {label === undefined ? null : (
        <span>
          {label}
          {hint === undefined ? null : <span className="block text-xs text-muted">{hint}</span>}
        </span>
      )}
    </label>
  );
}
