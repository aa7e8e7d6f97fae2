"use client";

import dynamic from "next/dynamic";
import { OpenButton } from "#components/ui/open-button.tsx";
import type { Bundle } from "./shown-bundle.ts";

const BundleDialog = dynamic(() => import("./bundle-dialog.tsx").then((module) => module.BundleDialog), { ssr: false });

/** A new bundle, or another content for one. It does nothing until somebody else has approved it. */
export function ProposeBundle({ bundle }: { bundle: Bundle | null }) {
  return (
    <OpenButton
      size="sm"
      {...(bundle ? { variant: "ghost", "aria-label": `Change ${bundle.name}` } : {})}
      label={bundle ? "Change…" : "Propose a bundle…"}
    >
      {(close) => <BundleDialog bundle={bundle} onClose={close} />}
    </OpenButton>
  );
}
