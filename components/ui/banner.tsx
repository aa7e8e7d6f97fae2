import { FlaskConical, Info, OctagonAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";

const kinds = {
  /** Demo data, fictitious people. */
  demo: { look: "bg-accent-soft text-accent-strong", icon: FlaskConical },
  note: { look: "bg-sunken text-muted", icon: Info },
  /** "Not independently witnessed", a silent target. */
  attention: { look: "bg-waning-soft text-waning", icon: TriangleAlert },
  /** Overdue access, the red switch. */
  red: { look: "bg-danger-soft text-danger", icon: OctagonAlert },
};

interface BannerProps {
  kind: keyof typeof kinds;
  children: ReactNode;
  /** A link or a small button: the way on. */
  action?: ReactNode;
  className?: string | undefined;
}

/** One line across the page that stays until its cause is gone. */
export function Banner({ kind, children, action, className }: BannerProps) {
  const { look, icon: Icon } = kinds[kind];
  return (
    <div
      role={kind === "red" ? "alert" : "note"}
      className={cn("flex items-center gap-2 border-b px-4 py-1.5 text-xs font-medium sm:px-5", look, className)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <div className="min-w-0 flex-1">{children}</div>
      {action === undefined ? null : <div className="shrink-0 underline underline-offset-2">{action}</div>}
    </div>
  );
}
