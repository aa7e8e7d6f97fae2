"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "#components/cn.ts";
import { tabClass, tabListClass } from "./tab-class.ts";

interface TabLinksProps {
  label: string;
  links: readonly { href: string; label: ReactNode; count?: number | undefined }[];
  className?: string | undefined;
}

/** Views that have an address: plain links, the current one marked. */
export function TabLinks({ label, links, className }: TabLinksProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={cn(tabListClass, className)}>
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          aria-current={path === link.href ? "page" : undefined}
          className={cn(tabClass, "aria-[current=page]:border-accent aria-[current=page]:text-text")}
        >
          {link.label}
          {link.count === undefined ? null : <span className="ml-1.5 text-xs text-faint">{link.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
