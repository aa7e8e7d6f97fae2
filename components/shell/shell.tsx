"use client";

import dynamic from "next/dynamic";
import Link from "next/link";
import type { ReactNode } from "react";
import { useEffect, useMemo, useState } from "react";
import { keepFocus } from "#components/focus/keep-focus.ts";
import { BottomBar } from "./bottom-bar.tsx";
import type { PaletteEntry, PaletteSearch } from "./palette-entry.ts";
import { Logo } from "./logo.tsx";
import type { NavGroup } from "./nav.ts";
import { NavList } from "./nav-list.tsx";
import type { Objective } from "./objective-indicator.tsx";
import { PersonMenu } from "./person-menu.tsx";
import type { Person } from "./person-panel.tsx";
import { ShellContext } from "./shell-context.ts";
import { SkipLink } from "./skip-link.tsx";

interface ShellProps {
  groups: readonly NavGroup[];
  person: Person;
  objective?: Objective | undefined;
  unread: number;
  /** What the palette offers besides the menu's pages ("Ask again: read orders-db"). */
  entries?: readonly PaletteEntry[] | undefined;
  /** Finds entitlements, people, events while one types; a server action or a fetch. Aborted when overtaken. */
  search?: PaletteSearch | undefined;
  /** Banners: demo, not independently witnessed, red. */
  banners?: ReactNode;
  children: ReactNode;
}

const loadPalette = () => import("./command-palette.tsx");
const CommandPalette = dynamic(() => loadPalette().then((module) => module.CommandPalette), { ssr: false });

/** The frame of every signed-in page. A page renders `PageHeader` and then its content inside it. */
export function Shell({ groups, person, objective, unread, entries = [], search, banners, children }: ShellProps) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  useEffect(() => keepFocus(document), []);
  const shell = useMemo(
    () => ({ openPalette: () => setOpen(true), preparePalette: () => void loadPalette(), objective, unread }),
    [objective, unread],
  );
  return (
    <ShellContext value={shell}>
      <SkipLink />
      <div className="grid min-h-dvh sm:grid-cols-[13.5rem_minmax(0,1fr)]">
        <div className="border-r max-sm:hidden">
          <aside aria-label="Menu" className="sticky top-0 flex h-dvh flex-col px-2 py-3">
            <Link
              href="/"
              className="mb-2 flex items-center gap-2 rounded-md px-2 py-1.5 font-semibold focus-visible:-outline-offset-2"
            >
              <Logo />
              Lapse
            </Link>
            <nav aria-label="Main" className="scroll-thin -mx-2 min-h-0 flex-1 overflow-y-auto px-2">
              <NavList groups={groups} />
            </nav>
            <PersonMenu person={person} />
          </aside>
        </div>
        <div className="flex min-w-0 flex-col max-sm:pb-16">
          {banners === undefined ? null : <aside aria-label="Notices">{banners}</aside>}
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
      <BottomBar groups={groups} person={person} />
      {isOpen ? (
        <CommandPalette groups={groups} entries={entries} search={search} onClose={() => setOpen(false)} />
      ) : null}
    </ShellContext>
  );
}
