"use client";

import * as Radix from "radix-ui/dropdown-menu";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "#components/cn.ts";

const item =
  "flex items-center gap-2 rounded-md px-2 py-1.5 outline-none select-none data-disabled:text-faint data-highlighted:bg-sunken [&_svg]:size-4 [&_svg]:text-faint";

interface MenuProps {
  /** A `Button`; give it an aria-label if it is only a sign. */
  trigger: ReactNode;
  align?: "start" | "end" | undefined;
  /** Open from its first drawing on. */
  startsOpen?: boolean | undefined;
  children: ReactNode;
}

/** Actions on one thing. Children: `MenuItem`, `MenuLabel`. */
export function Menu({ trigger, align = "end", startsOpen = false, children }: MenuProps) {
  return (
    <Radix.Root modal={false} defaultOpen={startsOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 animate-rise overflow-y-auto rounded-lg border bg-surface p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function MenuItem({
  danger,
  className,
  ...rest
}: ComponentProps<typeof Radix.Item> & { danger?: boolean | undefined }) {
  return <Radix.Item className={cn(item, danger && "text-danger [&_svg]:text-danger", className)} {...rest} />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-xs text-faint">{children}</Radix.Label>;
}
