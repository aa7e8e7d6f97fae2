import Link from "next/link";
import type { ComponentProps } from "react";
import { cn } from "#components/cn.ts";
import type { ButtonLook } from "./button-class.ts";
import { buttonClass } from "./button-class.ts";

/** Goes somewhere, looks like a button. What changes state is a `Button`. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & ButtonLook) {
  return <Link className={cn(buttonClass({ variant, size }), className)} {...rest} />;
}
