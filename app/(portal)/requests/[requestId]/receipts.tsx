"use client";

import { FileCheck } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";

const ReceiptsDialog = dynamic(() => import("./receipts-dialog.tsx").then((module) => module.ReceiptsDialog), {
  ssr: false,
});

/** The way to what proves this request's decision, its access and their end. */
export function Receipts({ requestId }: { requestId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        <FileCheck aria-hidden />
        Receipts…
      </Button>
      {open ? <ReceiptsDialog requestId={requestId} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
