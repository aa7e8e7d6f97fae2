import type { ReactNode } from "react";
import { useId } from "react";
import { cn } from "#components/cn.ts";
import { Label } from "./label.tsx";

/** What a control inside a field must carry, so that its label, hint and error are announced. */
interface FieldWiring {
  id: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: true | undefined;
}

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** Replaces nothing: the hint stays, the error is added below it and announced. */
  error?: ReactNode;
  optional?: boolean | undefined;
  className?: string | undefined;
  /** Spread the wiring on the control: `{(wiring) => <Input {...wiring} name="ticket" />}`. */
  children: (wiring: FieldWiring) => ReactNode;
}

const isShown = (node: ReactNode): boolean => node !== undefined && node !== null && node !== false && node !== "";

/** Label, control, hint and error. For a group of radio buttons or boxes use `Fieldset`. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [isShown(hint) && `${id}-hint`, isShown(error) && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <Label htmlFor={id}>
        {label}
        {optional ? <span className="font-normal text-faint"> (optional)</span> : null}
      </Label>
      {children({
        id,
        ...(describedBy === "" ? {} : { "aria-describedby": describedBy }),
        ...(isShown(error) ? { "aria-invalid": true } : {}),
      })}
      {isShown(hint) ? (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      ) : null}
      <p id={`${id}-error`} role="alert" className="text-xs font-medium text-danger empty:hidden">
        {error}
      </p>
    </div>
  );
}
