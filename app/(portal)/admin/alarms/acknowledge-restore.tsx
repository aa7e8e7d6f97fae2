"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { acknowledgeRestoreAction } from "./actions.ts";

/** Opens the portal again. Wants to be told why, and asks once more. */
export function AcknowledgeRestore({ contested }: { contested: boolean }) {
  const router = useRouter();
  const [reason, setReason] = useState("");
  const isReady = reason.trim().length >= 3 && !contested;
  return (
    <div className="grid justify-items-start gap-3">
      <Field label="Which copy is it, and why go on from it?" hint="Kept in the record." className="w-full">
        {(wiring) => (
          <Textarea {...wiring} value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
      <ConfirmDialog
        title="Give access again from this copy?"
        trigger={
          <Button variant="destructive" disabled={!isReady}>
            Go on from this copy…
          </Button>
        }
        confirm="Go on from this copy"
        onConfirm={async () => {
          const answer = await acknowledgeRestoreAction({ reason });
          if (!answer.ok) return explainFailure(answer);
          toast({ kind: "done", text: "The portal gives access again" });
          router.refresh();
          return undefined;
        }}
      >
        <p>
          Who was disabled, whose session or token was ended, and which policy was changed after this copy was made is
          as it was before. Look at that first.
        </p>
      </ConfirmDialog>
    </div>
  );
}
