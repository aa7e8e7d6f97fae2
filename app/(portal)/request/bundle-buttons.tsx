"use client";

import { Boxes } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { BundleView } from "#core/usecases/catalogue/list-bundles.ts";
import type { Serialised } from "#server/serialise.ts";

export type Bundle = Serialised<BundleView>;

const most = 6;

interface BundleButtonsProps {
  bundles: readonly Bundle[];
  /** What is searched: only bundles that bear it in name, description or content are offered. */
  q: string;
  onChoose: (bundle: Bundle) => void;
}

/** What is asked for together, one press each. */
export function BundleButtons({ bundles, q, onChoose }: BundleButtonsProps) {
  const words = q.toLowerCase().split(/\s+/u).filter(Boolean);
  const fitting = bundles.filter(({ name, description, entitlements }) => {
    const text = [name, description, ...entitlements.map((each) => each.name)].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (fitting.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1.5" role="group" aria-label="Bundles">
      <span className="text-xs text-faint">Together</span>
      {fitting.slice(0, most).map((bundle) => (
        <Button
          key={bundle.id}
          size="sm"
          className="max-w-full"
          title={`${bundle.description}: ${bundle.entitlements.map(({ name }) => name).join(", ")}`}
          onClick={() => onChoose(bundle)}
        >
          <Boxes aria-hidden />
          <span className="truncate">
            {bundle.name} · {bundle.entitlements.length}
          </span>
        </Button>
      ))}
    </div>
  );
}
