"use client";

import { explainFailure } from "#components/sentences/failure.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { endWords } from "./end-words.ts";
import type { GrantDoors } from "./grant-doors.ts";
import type { ShownGrant } from "./shown-grant.ts";

interface ReturnDialogProps {
  grant: Pick<ShownGrant, "id" | "entitlement" | "account" | "status">;
  giveBack: GrantDoors["giveBack"];
  onClose: () => void;
}

/** The holder ends their own access before its time. */
export function ReturnDialog({ grant, giveBack, onClose }: ReturnDialogProps) {
  const isScheduled = grant.status === "scheduled";
  const name = grant.entitlement.name;
  return (
    <ConfirmDialog
      title={isScheduled ? `Cancel ${name}?` : `Return ${name} now?`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      tone="primary"
      confirm={isScheduled ? "Cancel this access" : "Return now"}
      onConfirm={async () => {
        const answer = await giveBack({ grantId: grant.id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: isScheduled ? `${name} will not start` : `${name} is being returned` });
        return undefined;
      }}
    >
      {isScheduled ? (
        "One grant will not start. To have it after all, ask again."
      ) : (
        <>
          One grant ends: {endWords(grant)} (<code className="font-mono text-xs">{grant.account}</code>). To have it
          again, ask again.
        </>
      )}
    </ConfirmDialog>
  );
}
