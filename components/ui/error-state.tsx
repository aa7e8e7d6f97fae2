import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";
import { CopyButton } from "./copy-button.tsx";

interface ErrorStateProps {
  title?: ReactNode;
  /** What the person can do; what did not happen ("Nothing was granted"). */
  children?: ReactNode;
  /** Finds the log lines of this failure. Next calls it `error.digest`. */
  correlationId?: string | undefined;
  /** The way out: try again, go home. */
  action?: ReactNode;
  className?: string | undefined;
}

/** Something broke: says so, gives the id to quote, and always a way out. */
export function ErrorState({
  title = "This could not be loaded",
  children,
  correlationId,
  action,
  className,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center rounded-lg border bg-surface px-6 py-10 text-center", className)}
    >
      <CloudAlert aria-hidden className="mb-3 size-5 text-danger" />
      <p className="font-medium">{title}</p>
      {children === undefined ? null : <div className="mt-1 max-w-[46ch] text-muted">{children}</div>}
      {correlationId === undefined ? null : (
        <p className="mt-3 inline-flex items-center gap-1 text-xs text-faint">
          Quote <code className="font-mono text-muted">{correlationId}</code>
          <CopyButton text={correlationId} label="Copy the id of this failure" />
        </p>
      )}
      {action === undefined ? null : <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
