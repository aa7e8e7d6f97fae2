"use client";

import { useQueryClient } from "@tanstack/react-query";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { cancelRequestAction } from "./actions.ts";

export function CancelButton({ requestId }: { requestId: string }) {
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      title="Cancel this request?"
      trigger={<Button variant="danger">Cancel the request…</Button>}
      confirm="Cancel the request"
      onConfirm={async () => {
        const answer = await cancelRequestAction({ requestId });
        await queries.invalidateQueries({ queryKey: ["requests"] });
        return answer.ok ? undefined : explainFailure(answer);
      }}
    >
      One request is taken back, with the votes that were cast on it. You can ask again.
    </ConfirmDialog>
  );
}
