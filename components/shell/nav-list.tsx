"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavGroup } from "./nav.ts";
import { isAt } from "./nav.ts";
import { NavIcon } from "./nav-icon.tsx";

/** The menu, in the sidebar and in the phone's drawer. Shows only what it is given: what a person may open is decided elsewhere. */
export function NavList({ groups }: { groups: readonly NavGroup[] }) {
  const path = usePathname();
  return groups.map((group) => (
    <div key={group.label ?? ""} className="mb-2">
      {group.label === undefined ? null : <h2 className="px-2 pt-2 pb-1 text-xs text-faint">{group.label}</h2>}
      <ul className="grid gap-0.5">
        {group.items.map((item) => (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={isAt(item.href, path) ? "page" : undefined}
              className="flex h-8 items-center gap-2.5 rounded-md px-2 text-muted transition-colors duration-100 hover:bg-sunken hover:text-text focus-visible:-outline-offset-2 aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-text max-sm:h-11"
            >
              <NavIcon name={item.icon} className="size-4 shrink-0" />
              <span className="min-w-0 flex-1 truncate">{item.label}</span>
              {item.count ? (
                <span className="text-xs font-semibold text-accent">
                  {item.count > 999 ? "999+" : item.count}
                  <span className="sr-only"> {item.countLabel ?? "waiting"}</span>
                </span>
              ) : null}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
