"use client";

import { useFormStatus } from "react-dom";
import type { ButtonProps } from "./button.tsx";
import { Button } from "./button.tsx";

/** The submit button of a form with a server action: pending while the action runs. */
export function SubmitButton({ variant = "primary", ...rest }: Omit<ButtonProps, "type" | "pending">) {
  const { pending } = useFormStatus();
  return <Button type="submit" variant={variant} pending={pending} {...rest} />;
}
