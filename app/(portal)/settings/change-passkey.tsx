"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { removePasskeyAction, renamePasskeyAction } from "./actions.ts";
import { NameField } from "./name-field.tsx";
import { ProofDialog } from "./proof-dialog.tsx";
import type { ShownPasskey } from "./shown-security.ts";

export function RenamePasskey({ passkey }: { passkey: ShownPasskey }) {
  const router = useRouter();
  const [name, setName] = useState(passkey.name);
  return (
    <ConfirmDialog
      title={`Rename ${passkey.name}`}
      trigger={<Button size="sm">Rename…</Button>}
      tone="primary"
      confirm="Rename"
      onConfirm={async () => {
        if (name.trim() === "") return "Give it a name.";
        const answer = await renamePasskeyAction({ passkeyId: passkey.id, name: name.trim() });
        if (!answer.ok) return explainFailure(answer);
        router.refresh();
        return undefined;
      }}
    >
      <NameField label="What is it called?" className="text-text" name={name} onName={setName} />
    </ConfirmDialog>
  );
}

export function RemovePasskey({ passkey }: { passkey: ShownPasskey }) {
  return (
    <ProofDialog
      title={`Remove ${passkey.name}?`}
      description="It confirms nothing from then on, nor what was begun with it. You are told on every other channel."
      trigger="Remove…"
      submit="Remove 1 passkey"
      danger
      reason="A passkey is removed only by somebody who proved who they are in the last 5 minutes."
      act={() => removePasskeyAction({ passkeyId: passkey.id })}
      done={`${passkey.name} is removed`}
    />
  );
}
