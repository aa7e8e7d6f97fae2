"use client";

import { OctagonX } from "lucide-react";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { pullRedSwitchAction } from "./actions.ts";
import { countWords } from "./count-words.ts";
import type { ShownReach } from "./query.ts";
import type { Scope } from "./scope.ts";

interface PullDialogProps {
  scope: Scope;
  reach: ShownReach;
  reason: string;
}

/** Says how much ends, and wants its name typed. Works with nothing to end too: something may be on its way. */
export function PullDialog({ scope, reach, reason }: PullDialogProps) {
  const grants = countWords(reach.grants, "grant");
  const whose = { person: `of ${reach.name}`, target: `at ${reach.name}`, everything: "of everybody" }[scope.of];
  return (
    <ConfirmDialog
      title={`End ${grants} ${whose}?`}
      trigger={
        <Button
          variant="destructive"
          disabled={reason.trim().length < 3}
          title={reason.trim() === "" ? "Say why first" : undefined}
        >
          <OctagonX aria-hidden />
          End {grants}…
        </Button>
      }
      typed={reach.confirm}
      confirm={`End ${grants}`}
      onConfirm={async () => {
        const answer = await pullRedSwitchAction({ ...scope, reason, confirm: reach.confirm, shown: reach.grants });
        if (!answer.ok) return explainFailure(answer);
        toast({
          kind: "done",
          text: `${countWords(answer.value.grants, "grant")} ${answer.value.grants === 1 ? "is" : "are"} ending`,
          detail: "Each is over when its target confirms that the access is gone.",
        });
        return undefined;
      }}
    >
      <ul className="grid list-disc gap-1 pl-5">
        <li>
          <b className="text-text">{countWords(reach.live, "access", "accesses")}</b> at{" "}
          {countWords(reach.targets, "target")}, of {countWords(reach.people, "person", "people")}, removed at once
        </li>
        <li>
          <b className="text-text">{countWords(reach.grants - reach.live, "scheduled grant")}</b> will not begin
        </li>
        {scope.of === "person" ? (
          <li>
            <b className="text-text">{countWords(reach.requests, "pending request")}</b> cancelled
          </li>
        ) : null}
        <li>their sessions at the targets end with it</li>
      </ul>
    </ConfirmDialog>
  );
}
