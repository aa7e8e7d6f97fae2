"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useProposal } from "../use-proposal.ts";

interface ProposePolicyProps {
  document: string;
  /** The number of the policy in force that the text was made from. */
  base: number;
  /** Nothing was changed, or it has errors. */
  disabled: boolean;
  onProposed: () => void;
}

export function ProposePolicy({ document, base, disabled, onProposed }: ProposePolicyProps) {
  const propose = useProposal();
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
        const refused = await propose({ summary, change: { kind: "policy", document, base } });
        if (refused !== undefined) return refused;
        setSummary("");
        onProposed();
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
