"use client";

import { Boxes } from "lucide-react";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ProposeBundle } from "./propose-bundle.tsx";
import type { Bundle } from "./shown-bundle.ts";

export function BundleList({ bundles, mayPropose }: { bundles: readonly Bundle[]; mayPropose: boolean }) {
  if (bundles.length === 0)
    return (
      <EmptyState icon={Boxes} title="No bundle yet">
        A bundle names what belongs to one piece of work, so that it is asked for together and decided whole.
      </EmptyState>
    );
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {bundles.map((bundle) => (
        <li key={bundle.id}>
          <Card className="grid h-full content-start gap-2 p-4">
            <div className="flex items-start justify-between gap-3">
              <h3 className="font-semibold">{bundle.name}</h3>
              {mayPropose ? <ProposeBundle bundle={bundle} /> : null}
            </div>
            <p className="text-muted">{bundle.description}</p>
            <p className="flex flex-wrap gap-1">
              {bundle.entitlements.map(({ id, name }) => (
                <Chip key={id}>{name}</Chip>
              ))}
            </p>
          </Card>
        </li>
      ))}
    </ul>
  );
}
