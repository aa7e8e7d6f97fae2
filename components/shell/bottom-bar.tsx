"use client";

import { Menu, X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import type { NavGroup } from "./nav.ts";
import { isAt } from "./nav.ts";
import { NavIcon } from "./nav-icon.tsx";
import { NavList } from "./nav-list.tsx";
import type { Person } from "./person-panel.tsx";
import { PersonPanel } from "./person-panel.tsx";

const tab =
  "relative flex min-w-0 flex-col items-center justify-center gap-0.5 px-1 text-2xs text-muted focus-visible:-outline-offset-2 aria-[current=page]:text-accent [&_svg]:size-5";

/** On a phone: the first four places under the thumb, everything else one press away in a drawer. */
export function BottomBar({ groups, person }: { groups: readonly NavGroup[]; person: Person }) {
  const path = usePathname();
  const drawer = useRef<HTMLDialogElement>(null);
  useEffect(() => drawer.current?.close(), [path]);
  return (
    <>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 grid h-16 grid-cols-5 border-t bg-surface pb-[env(safe-area-inset-bottom)] sm:hidden"
      >
        {(groups[0]?.items ?? []).slice(0, 4).map((item) => (
          <Link
            key={item.href}
            href={item.href}
            aria-current={isAt(item.href, path) ? "page" : undefined}
            className={tab}
          >
            <NavIcon name={item.icon} />
            <span className="max-w-full truncate">{item.label}</span>
            {item.count ? (
              <span className="absolute top-1.5 left-1/2 ml-1.5 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 font-semibold text-on-accent">
                {item.count > 99 ? "99+" : item.count}
                <span className="sr-only"> {item.countLabel ?? "waiting"}</span>
              </span>
            ) : null}
          </Link>
        ))}
        <button type="button" aria-haspopup="dialog" onClick={() => drawer.current?.showModal()} className={tab}>
          <Menu aria-hidden />
          More
        </button>
      </nav>
      <dialog
        ref={drawer}
        aria-label="Menu"
        onClick={(event) => {
          // The only part of the dialog not covered by its content is the backdrop.
          if (event.target === event.currentTarget) event.currentTarget.close();
        }}
        className="fixed inset-x-0 top-auto bottom-0 m-0 max-h-[85dvh] w-full max-w-none overflow-hidden rounded-t-lg border-t bg-surface open:animate-slide-up"
      >
        <div className="max-h-[85dvh] overflow-y-auto p-3">
          <div className="flex items-center justify-between pb-2 pl-2">
            <div className="min-w-0">
              <p className="truncate font-medium">{person.name}</p>
              <p className="truncate text-xs text-faint">{person.role}</p>
            </div>
            <Button variant="ghost" size="icon" aria-label="Close the menu" onClick={() => drawer.current?.close()}>
              <X aria-hidden />
            </Button>
          </div>
          <nav aria-label="Everything">
            <NavList groups={groups} />
          </nav>
          <PersonPanel person={person} />
        </div>
      </dialog>
    </>
  );
}
