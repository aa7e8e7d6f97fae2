"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner, toast as sonner } from "sonner";
import type { ToastMessage } from "./toast.ts";
import { receiveToasts } from "./toast.ts";

const icons = {
  done: <CircleCheck aria-hidden className="size-4 text-live" />,
  refused: <CircleAlert aria-hidden className="size-4 text-danger" />,
  note: <Info aria-hidden className="size-4 text-accent" />,
};

const seen = new WeakSet<ToastMessage>();

function present(message: ToastMessage): void {
  // The first messages come twice in development, where effects run twice.
  if (seen.has(message)) return;
  seen.add(message);
  sonner(message.text, {
    icon: icons[message.kind],
    description: message.detail,
    duration: message.kind === "refused" ? 10_000 : 5_000,
    ...(message.action ? { action: { label: message.action.label, onClick: message.action.onAct } } : {}),
  });
}

/** The drawn stack; takes over from `Toaster` the messages that called it. */
export function ToastStack({ first }: { first: readonly ToastMessage[] }) {
  useEffect(() => {
    for (const message of first) present(message);
    return receiveToasts(present);
  }, [first]);
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      offset={16}
      style={{ fontFamily: "inherit" }}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast: "flex w-88 max-w-full items-start gap-2.5 rounded-lg border bg-surface p-3.5 text-text shadow-float",
          icon: "mt-0.5 shrink-0",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-xs text-muted",
          actionButton: "shrink-0 rounded-md border border-line-strong px-2 py-0.5 text-xs font-medium hover:bg-sunken",
        },
      }}
    />
  );
}
