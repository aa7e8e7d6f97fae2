"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { withStepUp } from "#components/step-up/confirm-step-up.ts";
import { explainWithHelp } from "#components/step-up/explain-failure.tsx";
import { toast } from "#components/ui/toast.ts";
import { voteAction } from "./actions.ts";
import { whatOf } from "./approval-words.ts";
import type { Request } from "./query.ts";

export interface Voting {
  readonly pending: boolean;
  readonly refusal: ReactNode;
  readonly comment: string;
  setComment: (text: string) => void;
  approve: (durationSeconds?: number) => void;
  /** Answers whether the vote was cast. */
  deny: () => Promise<boolean>;
}

/** One vote on one request, carrying the digest of what is on the screen. */
export const useVote = (request: Request, onVoted: () => void): Voting => {
  const router = useRouter();
  const queries = useQueryClient();
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<ReactNode>(null);
  const [comment, setComment] = useState("");

  const cast = async (vote: "approve" | "deny", durationSeconds?: number): Promise<boolean> => {
    const said = comment.trim();
    const ballot = {
      requestId: request.id,
      vote,
      digest: request.digest,
      ...(durationSeconds === undefined ? {} : { durationSeconds }),
    };
    const answer = await withStepUp({ purpose: "vote", votes: [ballot] }, request.decision.stepUp, (stepUp) =>
      voteAction({ ...ballot, ...(said === "" ? {} : { comment: said }), ...(stepUp ? { stepUp } : {}) }),
    );
    if (!answer.ok) {
      setRefusal(explainWithHelp(answer));
      // Whatever it is by now is fetched, so that the person sees why.
      void queries.invalidateQueries({ queryKey: ["requests"] });
      router.refresh();
      return false;
    }
    setRefusal(null);
    announce(request, answer.value.status, () => router.push(`/requests/${request.id}`));
    onVoted();
    void queries.invalidateQueries({ queryKey: ["requests"] });
    return true;
  };
  return {
    pending,
    refusal,
    comment,
    setComment,
    approve: (durationSeconds) => {
      if (pending) return;
      start(async () => {
        await cast("approve", durationSeconds);
      });
    },
    deny: () =>
      new Promise((resolve) => {
        start(async () => resolve(await cast("deny")));
      }),
  };
};

const announce = (request: Request, status: Request["status"], onShow: () => void): void => {
  const said = { approved: "Approved", denied: "Denied", pending: "Your approval counts" } as const;
  const text = status in said ? said[status as keyof typeof said] : "Your vote counts";
  toast({
    kind: "done",
    text: `${text}: ${whatOf(request)} for ${request.holder.name}`,
    ...(status === "pending" ? { detail: "Others must approve too before anything is granted." } : {}),
    action: { label: "Show", onAct: onShow },
  });
};
