import { useRouter } from "next/navigation";
import { explainFailure } from "#components/sentences/failure.ts";
import { toast } from "#components/ui/toast.ts";
import { proposeChangeAction } from "./actions.ts";

type Proposal = Parameters<typeof proposeChangeAction>[0];

/** Proposes a change and says so; answers why it was refused, or nothing. */
export const useProposal = () => {
  const router = useRouter();
  return async (proposal: Proposal): Promise<string | undefined> => {
    const answer = await proposeChangeAction(proposal);
    if (!answer.ok) return explainFailure(answer);
    toast({
      kind: "done",
      text: `Proposed: ${proposal.summary}`,
      detail: "It does nothing until somebody else approves it.",
      action: { label: "Changes", onAct: () => router.push("/admin/changes") },
    });
    router.refresh();
    return undefined;
  };
};
