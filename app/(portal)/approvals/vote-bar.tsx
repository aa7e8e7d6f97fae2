"use client";

import dynamic from "next/dynamic";
import { standingSeconds } from "#components/request/standing-seconds.ts";
import { StepUpNote } from "#components/step-up/step-up-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { HandOver } from "../hand-over.tsx";
import { whatOf } from "./approval-words.ts";
import { CommentField } from "./comment-field.tsx";
import type { Request } from "./query.ts";
import { ShorterButton } from "./shorter-button.tsx";
import type { Voting } from "./use-vote.ts";

const DenyDialog = dynamic(() => import("./deny-dialog.tsx").then((module) => module.DenyDialog), { ssr: false });

const presets = [900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

interface VoteBarProps {
  request: Request;
  voting: Voting;
  /** The request changed and the change was not acknowledged yet. */
  disabled: boolean;
  isDenying: boolean;
  onDenying: (open: boolean) => void;
}

export function VoteBar({ request, voting, disabled, isDenying, onDenying }: VoteBarProps) {
  const shorter = presets.filter((seconds) => seconds < standingSeconds(request)).toReversed();
  return (
    <div className="mt-5 grid gap-4 max-sm:contents">
      <CommentField voting={voting} label="Comment" />
      {request.decision.stepUp ? (
        <StepUpNote className="max-sm:mt-4">
          your vote on {whatOf(request)} for {request.holder.name}
        </StepUpNote>
      ) : null}
      <div className="flex flex-wrap gap-2 max-sm:sticky max-sm:bottom-16 max-sm:z-10 max-sm:mt-4 max-sm:-mx-4 max-sm:border-t max-sm:bg-bg max-sm:px-4 max-sm:py-3">
        <Button variant="primary" kbd="a" pending={voting.pending} disabled={disabled} onClick={() => voting.approve()}>
          Approve
        </Button>
        {shorter.length === 0 ? null : (
          <ShorterButton
            seconds={shorter}
            insteadOf={standingSeconds(request)}
            disabled={disabled || voting.pending}
            onApprove={voting.approve}
          />
        )}
        <Button variant="danger" kbd="d" disabled={disabled || voting.pending} onClick={() => onDenying(true)}>
          Deny…
        </Button>
        {/* On a phone the page of the whole request has it: here it would push the decision itself out of reach. */}
        {request.may.voteFor === null ? <HandOver requestId={request.id} className="max-sm:hidden" /> : null}
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {voting.refusal}
      </p>
      {isDenying ? <DenyDialog request={request} voting={voting} onClose={() => onDenying(false)} /> : null}
    </div>
  );
}
