"use client";

import { useRouter } from "next/navigation";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { withdrawChangeAction } from "./actions.ts";
import type { Change } from "./change-detail.ts";

/** The author takes their own proposal back. */
export function WithdrawChange({ change }: { change: Change }) {
  const router = useRouter();
  return (
    <div>
      <ConfirmDialog
        title={`Withdraw: ${change.summary}`}
        trigger={<Button size="sm">Withdraw…</Button>}
        confirm="Withdraw"
        onConfirm={async () => {
          const answer = await withdrawChangeAction({ changeId: change.id });
          if (!answer.ok) return explainFailure(answer);
          toast({ kind: "done", text: `${change.summary} is withdrawn` });
          router.refresh();
          return undefined;
        }}
      >
        It is closed for good. The record keeps that it was proposed.
      </ConfirmDialog>
    </div>
  );
}
