import type { NavIconName } from "./nav-icon.tsx";

interface NavItem {
  label: string;
  href: string;
  icon: NavIconName;
  /** Waiting things; 0 is not shown. */
  count?: number | undefined;
  /** What the count counts, read aloud: "waiting for you". */
  countLabel?: string | undefined;
}

export interface NavGroup {
  /** "Administration"; the first group has none. */
  label?: string | undefined;
  items: readonly NavItem[];
}

/** A page and what lies under it; home is only itself. */
export const isAt = (href: string, path: string): boolean =>
  path === href || (href !== "/" && path.startsWith(`${href}/`));
