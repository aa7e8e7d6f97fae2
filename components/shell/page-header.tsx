import type { ReactNode } from "react";
import { HeaderTools } from "./header-tools.tsx";

interface PageHeaderProps {
  title: ReactNode;
  /** Where this page hangs: a link back to its list. */
  parent?: ReactNode;
  /** Buttons for the whole page. */
  actions?: ReactNode;
}

/** The bar at the top of a page: its title (h1), then what every page has: search and the revocation objective. */
export function PageHeader({ title, parent, actions }: PageHeaderProps) {
  return (
    <header className="sticky top-0 z-20 flex h-13 shrink-0 items-center gap-3 border-b bg-bg px-4 sm:px-5">
      {parent === undefined ? null : <span className="shrink-0 text-muted max-sm:hidden">{parent} /</span>}
      <h1 className="min-w-0 truncate text-lg font-semibold">{title}</h1>
      {actions === undefined ? null : <div className="flex shrink-0 items-center gap-2">{actions}</div>}
      <HeaderTools />
    </header>
  );
}
