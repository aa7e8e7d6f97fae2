import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { cn } from "#components/cn.ts";
import type { ButtonLook } from "./button-class.ts";
import { buttonClass } from "./button-class.ts";
import { Kbd } from "./kbd.tsx";
import { Spinner } from "./spinner.tsx";

export interface ButtonProps extends ComponentProps<"button">, ButtonLook {
  /** The key that does the same; shown and announced, bound by the caller. */
  kbd?: ReactNode;
  /** Keeps the focus and the width, shows progress, ignores presses. */
  pending?: boolean | undefined;
}

const swallow = (event: MouseEvent) => {
  event.preventDefault();
};

/**
 * A pending button stays focusable (aria-disabled, not disabled), so a screen reader is not thrown to the page's top.
 * `type` is "button" unless said otherwise: a button in a form must not submit by accident.
 */
export function Button({ variant, size, kbd, pending, className, children, onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? "button"}
      aria-busy={pending ?? undefined}
      aria-disabled={pending ?? undefined}
      onClick={pending ? swallow : onClick}
      className={cn(buttonClass({ variant, size }), "relative", className)}
      {...rest}
    >
      {pending ? (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      ) : null}
      {/* Transparent, not invisible: a hidden text would leave the button without a name. */}
      <span className={cn("inline-flex items-center gap-2", pending && "opacity-0")}>
        {children}
        {kbd === undefined ? null : (
          <Kbd bare className="max-md:hidden">
            {kbd}
          </Kbd>
        )}
      </span>
    </button>
  );
}
