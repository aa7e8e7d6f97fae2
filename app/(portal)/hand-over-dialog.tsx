"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { PickOption } from "#components/pick/pick-option.ts";
import { SearchPick } from "#components/pick/search-pick.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { toast } from "#components/ui/toast.ts";
import { findColleaguesAction, handOverAction } from "./actions.ts";

const search = async (q: string): Promise<readonly PickOption[]> => {
  const answer = await findColleaguesAction({ q });
  if (!answer.ok) throw new Error(answer.code);
  return answer.value;
};

/** Gives the viewer's vote on this one request to a colleague. */
export function HandOverDialog({ requestId, onClose }: { requestId: string; onClose: () => void }) {
  const router = useRouter();
  const queries = useQueryClient();
  const [delegate, setDelegate] = useState<PickOption | null>(null);
  return (
    <ConfirmDialog
      title="Hand this request over"
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      tone="primary"
      confirm="Hand over"
      onConfirm={async () => {
        if (delegate === null) return "Choose who decides for you.";
        const answer = await handOverAction({ requestId, delegateId: delegate.id });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: `${delegate.name} can decide for you` });
        await queries.invalidateQueries({ queryKey: ["requests"] });
        router.refresh();
        return undefined;
      }}
    >
      <p>They vote in your name on this request alone. You can still decide first.</p>
      <SearchPick
        className="mt-4 text-text"
        label="Who decides for you?"
        none="Choose a colleague"
        value={delegate}
        onPick={setDelegate}
        search={search}
      />
    </ConfirmDialog>
  );
}
