import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

interface EmptyStateProps {
  icon?: LucideIcon | undefined;
  title: ReactNode;
  /** What to do next, in a sentence. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string | undefined;
}

/** Nothing here, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center rounded-lg border border-dashed px-6 py-10 text-center", className)}>
      {Icon ? <Icon aria-hidden className="mb-3 size-5 text-faint" /> : null}
      <p data-empty="" className="font-medium">
        {title}
      </p>
      {children === undefined ? null : <div className="mt-1 max-w-[46ch] text-muted">{children}</div>}
      {action === undefined ? null : <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
