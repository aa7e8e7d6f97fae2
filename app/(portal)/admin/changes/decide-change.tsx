"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { withStepUp } from "#components/step-up/confirm-step-up.ts";
import { explainWithHelp } from "#components/step-up/explain-failure.tsx";
import { StepUpNote } from "#components/step-up/step-up-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#components/ui/toast.ts";
import { decideChangeAction } from "./actions.ts";
import type { Change } from "./change-detail.ts";

const effects = {
  policy:
    "It is in force at once. Every pending request and scheduled grant is decided anew; the stricter answer wins.",
  target: "The portal connects to it with the sealed secret, and entitlements can be proposed on it.",
  entitlement: "It can be requested at once by whomever policy lets ask.",
  bundle: "Its entitlements can be asked for together; policy decides them as before.",
  owner: "Policy asks the new owners from now on; pending requests are decided anew.",
  group: "Policy reads the new members from now on; pending requests are decided anew.",
  person:
    "Policy reads them so from now on, and their duties in the portal are these; pending requests are decided anew.",
  tags: "Policy selects the resource by the new tags; pending requests are decided anew.",
  mapping: "Votes for what it meant before count for nothing; pending requests are decided anew.",
  settings: "The portal reaches the target this way from its next call on.",
  account: "Access through the person's former login there ends at once; what is granted next goes to this one.",
  known: "It is shown all the same. While it is let stand it is neither alarmed nor taken away; after that it is.",
  retirement:
    "Nothing of it is granted any more, and every grant of it ends now. It is gone when the last is confirmed.",
  unverified:
    "What the target has not confirmed counts as not proved, unless it answers after all. Only an administrator may accept that.",
  retention: "What is older is erased from then on, each day, for good. What lives is never touched.",
  erasure:
    "The person is out at once and everything they hold ends. Once the targets have confirmed that, their name and everything kept of them is erased, for good.",
  schedule: "Policy asks whoever is on call in it from now on; pending requests are decided anew.",
} as const satisfies Record<Change["kind"], string>;

export function DecideChange({ change }: { change: Change }) {
  return (
    <div className="flex flex-wrap gap-2">
      {change.mayApprove ? <Decision change={change} decision="approve" /> : null}
      <Decision change={change} decision="reject" />
    </div>
  );
}

const words = {
  approve: { button: "Approve…", confirm: "Approve", done: "is in force" },
  reject: { button: "Reject…", confirm: "Reject", done: "is rejected" },
} as const;

function Decision({ change, decision }: { change: Change; decision: "approve" | "reject" }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [reason, setReason] = useState("");
  const isYes = decision === "approve";
  const { button, confirm, done } = words[decision];
  return (
    <ConfirmDialog
      title={`${confirm}: ${change.summary}`}
      trigger={<Button variant={isYes ? "primary" : "danger"}>{button}</Button>}
      tone={isYes ? "primary" : "destructive"}
      confirm={confirm}
      onConfirm={async () => {
        const said = reason.trim();
        const chosen = { changeId: change.id, decision };
        const answer = await withStepUp({ purpose: "change", ...chosen }, isYes, (stepUp) =>
          decideChangeAction({
            ...chosen,
            ...(said === "" ? {} : { reason: said }),
            ...(stepUp ? { stepUp } : {}),
          }),
        );
        if (!answer.ok) return explainWithHelp(answer);
        toast({ kind: "done", text: `${change.summary} ${done}` });
        // What the others would do is another thing now.
        void queries.invalidateQueries({ queryKey: ["changes"] });
        router.refresh();
        return undefined;
      }}
    >
      <p>{isYes ? effects[change.kind] : "It is closed for good; whoever wants it proposes it anew."}</p>
      {isYes ? (
        <StepUpNote className="mt-3">
          approve “{change.summary}”, proposed by {change.author.name}
        </StepUpNote>
      ) : null}
      <Field label="Why" optional hint="Kept in the record." className="mt-4 text-text">
        {(wiring) => (
          <Input {...wiring} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}
