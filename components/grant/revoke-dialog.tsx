"use client";

import { useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { endWords } from "./end-words.ts";
import type { GrantDoors } from "./grant-doors.ts";
import type { ShownGrant } from "./shown-grant.ts";

const leastReason = 3;

interface RevokeDialogProps {
  grant: Pick<ShownGrant, "id" | "status" | "entitlement" | "holder" | "account">;
  revoke: GrantDoors["revoke"];
  onClose: () => void;
}

/** Ends somebody else's access: for approvers, owners and administrators. */
export function RevokeDialog({ grant, revoke, onClose }: RevokeDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <ConfirmDialog
      title={`Revoke ${grant.entitlement.name} from ${grant.holder.name}?`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      confirm="Revoke"
      onConfirm={async () => {
        if (reason.trim().length < leastReason) return "Say why: it is kept in the record.";
        const answer = await revoke({ grantId: grant.id, reason });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: `${grant.entitlement.name} is being taken from ${grant.holder.name}` });
        return undefined;
      }}
    >
      <p>
        One grant of one person ends at once:{" "}
        {grant.status === "scheduled" ? (
          "it does not begin."
        ) : (
          <>
            {endWords(grant)} (<code className="font-mono text-xs">{grant.account}</code>).
          </>
        )}{" "}
        This cannot be undone.
      </p>
      <Field label="Why?" hint="Kept in the record." className="mt-4 text-text">
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
