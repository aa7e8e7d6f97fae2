"use client";

import dynamic from "next/dynamic";
import { OpenButton } from "#components/ui/open-button.tsx";

const HandOverDialog = dynamic(() => import("./hand-over-dialog.tsx").then((module) => module.HandOverDialog), {
  ssr: false,
});

/** For an approver who cannot decide now: a colleague votes in their name, on this one request. */
export function HandOver({ requestId, className }: { requestId: string; className?: string }) {
  return (
    <OpenButton variant="ghost" className={className} label="Hand over…">
      {(close) => <HandOverDialog requestId={requestId} onClose={close} />}
    </OpenButton>
  );
}
