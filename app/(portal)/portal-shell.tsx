"use client";

import type { ReactNode } from "react";
import { fetchApi } from "#app/fetch-api.ts";
import type { NavGroup } from "#components/shell/nav.ts";
import type { Objective } from "#components/shell/objective-indicator.tsx";
import type { PaletteEntry, PaletteSearch } from "#components/shell/palette-entry.ts";
import type { Person } from "#components/shell/person-panel.tsx";
import { Shell } from "#components/shell/shell.tsx";

interface PortalShellProps {
  groups: readonly NavGroup[];
  person: Person;
  objective: Objective;
  unread: number;
  banners?: ReactNode;
  children: ReactNode;
}

interface Found {
  readonly items: readonly {
    readonly id: string;
    readonly name: string;
    readonly resource: string;
    readonly target: { readonly name: string };
  }[];
}

/** From ⌘K straight into the form, with the entitlement chosen. */
const searchEntitlements: PaletteSearch = async (query) => {
  const { items } = await fetchApi<Found>(`/api/v1/entitlements?${new URLSearchParams({ q: query, limit: "8" })}`);
  return items.map(({ id, name, resource, target }): PaletteEntry => ({
    id,
    group: "Request access",
    label: name,
    detail: `${resource} · ${target.name}`,
    href: `/request?${new URLSearchParams({ q: name, entitlement: id })}`,
  }));
};

/** The shell with its search, which is code of the browser and so cannot come from the server as a prop. */
export function PortalShell(props: PortalShellProps) {
  return <Shell {...props} search={searchEntitlements} />;
}
