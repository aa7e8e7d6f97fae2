"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { cn } from "#components/cn.ts";
import { Button } from "./button.tsx";

interface DialogProps {
  title: ReactNode;
  description?: ReactNode;
  /** The element that opens it (a `Button`); leave out and control it by `open`. */
  trigger?: ReactNode;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  children: ReactNode;
  /** Buttons at the foot; the last is the one that acts. */
  footer?: ReactNode;
  wide?: boolean | undefined;
  /** While something runs that must not be left half way. */
  locked?: boolean | undefined;
}

/** The last is what opens a search for one of many. */
const fields = "input:not([type='hidden']), textarea, select, [aria-haspopup='dialog']";

/** Typing begins where there is something to type; on a touch screen that would raise the keyboard over what is to be read. */
const toFirstField = (event: Event) => {
  const field = (event.currentTarget as HTMLElement).querySelector<HTMLElement>(fields);
  if (!field || matchMedia("(pointer: coarse)").matches) return;
  event.preventDefault();
  field.focus();
};

/** A question or a short form above the page. Escape and the corner close it; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { title, description, trigger, open, onOpenChange, children, footer, wide, locked } = props;
  const keep = (event: Event) => {
    if (locked) event.preventDefault();
  };
  const opener = useRef<Element>(null);
  const toOpener = (event: Event) => {
    // Radix knows no opener but its own trigger, and then leaves the focus to the page.
    if (trigger !== undefined) return;
    event.preventDefault();
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
  };
  return (
    <Radix.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger === undefined ? null : <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Radix.Content
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            toFirstField(event);
          }}
          onCloseAutoFocus={toOpener}
          onEscapeKeyDown={keep}
          onInteractOutside={keep}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          className={cn(
            "fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col rounded-lg border bg-surface shadow-float outline-none",
            "inset-x-3 bottom-3 animate-slide-up sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:-translate-x-1/2 sm:animate-rise",
            wide ? "sm:w-[42rem]" : "sm:w-[28rem]",
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close asChild>
              <Button variant="ghost" size="icon-sm" aria-label="Close" disabled={locked} className="-mr-2">
                <X aria-hidden />
              </Button>
            </Radix.Close>
          </div>
          {/* What has the focus stays clear of a foot that covers the end of a form. */}
          <div className="min-h-0 flex-1 scroll-pb-20 overflow-y-auto px-5 py-4">{children}</div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap justify-end gap-2 border-t bg-bg px-5 py-3 first:rounded-t-lg last:rounded-b-lg">
              {footer}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
