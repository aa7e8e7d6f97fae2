"use client";

import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { whatOf } from "./approval-words.ts";
import { CommentField } from "./comment-field.tsx";
import type { Request } from "./query.ts";
import type { Voting } from "./use-vote.ts";

interface DenyDialogProps {
  request: Request;
  voting: Voting;
  onClose: () => void;
}

/** Asks once more before what is final. */
export function DenyDialog({ request, voting, onClose }: DenyDialogProps) {
  return (
    <ConfirmDialog
      title={`Deny ${whatOf(request)} for ${request.holder.name}`}
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      confirm="Deny"
      onConfirm={async () => {
        await voting.deny();
        onClose();
        return undefined;
      }}
    >
      <p className="mb-4">A denial is final, whoever else approved. {request.requester.name} can ask again.</p>
      <CommentField voting={voting} label="Why, in a word to whoever asked" />
    </ConfirmDialog>
  );
}
