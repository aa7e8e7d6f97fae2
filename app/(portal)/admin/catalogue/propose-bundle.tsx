"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { Bundle } from "./shown-bundle.ts";

const BundleDialog = dynamic(() => import("./bundle-dialog.tsx").then((module) => module.BundleDialog), { ssr: false });

/** A new bundle, or another content for one. It does nothing until somebody else has approved it. */
export function ProposeBundle({ bundle }: { bundle: Bundle | null }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" {...(bundle ? { variant: "ghost" } : {})} onClick={() => setOpen(true)}>
        {bundle ? "Change…" : "Propose a bundle…"}
      </Button>
      {open ? <BundleDialog bundle={bundle} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
