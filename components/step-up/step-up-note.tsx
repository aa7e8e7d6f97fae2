import { Fingerprint } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

/** Before somebody is asked to confirm, with a passkey or at their identity provider: what exactly that will be. */
export function StepUpNote({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <p className={cn("flex items-start gap-2 text-muted", className)}>
      <Fingerprint aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        You will confirm this: <b className="font-medium text-text">{children}</b>
      </span>
    </p>
  );
}
