"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

const StartDialog = dynamic(() => import("./start-dialog.tsx").then((module) => module.StartDialog), { ssr: false });

export function StartReview({ targets }: { targets: readonly { id: string; name: string }[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Start a review…
      </Button>
      {open ? <StartDialog targets={targets} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
