"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { proposePolicyAction } from "./actions.ts";

interface ProposePolicyProps {
  document: string;
  /** The number of the policy in force that the text was made from. */
  base: number;
  /** Nothing was changed, or it has errors. */
  disabled: boolean;
  onProposed: () => void;
}

export function ProposePolicy({ document, base, disabled, onProposed }: ProposePolicyProps) {
  const router = useRouter();
  const [summary, setSummary] = useState("");
  return (
    <ConfirmDialog
      title="Propose this policy"
      trigger={
        <Button size="sm" variant="primary" disabled={disabled}>
          Propose…
        </Button>
      }
      tone="primary"
      confirm="Propose"
      onConfirm={async () => {
        if (summary.trim().length < 3) return "Say in a line what it changes.";
        const answer = await proposePolicyAction({ summary, change: { kind: "policy", document, base } });
        if (!answer.ok) return explainFailure(answer);
        setSummary("");
        toast({
          kind: "done",
          text: "The policy is proposed",
          detail: "It does nothing until somebody else approves it.",
          action: { label: "Changes", onAct: () => router.push("/admin/changes") },
        });
        onProposed();
        router.refresh();
        return undefined;
      }}
    >
      <p>
        Nothing changes until a reviewer other than you approves it. Then every pending request and scheduled grant is
        decided anew, and the stricter answer wins.
      </p>
      <Field label="What does it change?" hint="One line, for whoever reviews it." className="mt-4 text-text">
        {(wiring) => (
          <Input {...wiring} value={summary} maxLength={300} onChange={(event) => setSummary(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}
