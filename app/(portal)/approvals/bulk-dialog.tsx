"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { useState, useTransition } from "react";
import type { ActionAnswer } from "#components/action-answer.ts";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { confirmStepUp } from "#components/step-up/confirm-step-up.ts";
import type { Proof } from "#components/step-up/proof.ts";
import { StepUpNote } from "#components/step-up/step-up-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { voteAction } from "./actions.ts";
import { lengthOf, whatOf } from "./approval-words.ts";
import type { Request } from "./query.ts";

interface BulkDialogProps {
  vote: "approve" | "deny";
  requests: readonly Request[];
  /** `voted`: whether anything was sent. */
  onClose: (voted: boolean) => void;
}

type Outcome = { readonly done: true; readonly text: string } | { readonly done: false; readonly text: string };

const verbs = { approve: "Approve", deny: "Deny" } as const;
const requestsOf = (count: number): string => (count === 1 ? "1 request" : `${count} requests`);

/** The same decision on several requests, each voted on by itself: one refusal stops nothing, and is shown at its line. */
export function BulkDialog({ vote, requests, onClose }: BulkDialogProps) {
  const queries = useQueryClient();
  // What was selected when it opened: rows leave the queue while their votes are counted.
  const [listed] = useState(requests);
  const [comment, setComment] = useState("");
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const [pending, start] = useTransition();
  const stepped = listed.filter(({ decision }) => decision.stepUp);
  const isOver = outcomes.size === listed.length;
  const close = () => onClose(outcomes.size > 0);
  const act = () =>
    start(async () => {
      const confirmed = stepped.length > 0 ? await confirmBatch(stepped, vote) : null;
      for (const request of listed) {
        const proof = request.decision.stepUp ? confirmed : null;
        const outcome = await castVote(request, vote, comment.trim(), proof);
        setOutcomes((before) => new Map(before).set(request.id, outcome));
      }
      await queries.invalidateQueries({ queryKey: ["requests"] });
    });
  return (
    <Dialog
      wide
      title={isOver ? "This is what happened" : `${verbs[vote]} ${requestsOf(listed.length)}`}
      description={
        vote === "approve"
          ? "Each for the whole time that was asked. Those that nobody else must approve become access at once."
          : "A denial is final. Who asked must ask again."
      }
      open
      onOpenChange={(next) => {
        if (!next && !pending) close();
      }}
      locked={pending}
      footer={
        isOver ? (
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        ) : (
          <>
            <Button onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button variant={vote === "approve" ? "primary" : "destructive"} onClick={act} pending={pending}>
              {verbs[vote]} {listed.length}
            </Button>
          </>
        )
      }
    >
      <ul className="divide-y rounded-md border" aria-live="polite">
        {listed.map((request) => (
          <li key={request.id} className="flex items-center gap-3 px-3 py-2">
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{request.requester.name}</span>
              <span className="block truncate text-xs text-muted">
                {whatOf(request)} · {lengthOf(request)}
              </span>
            </span>
            <OutcomeMark outcome={outcomes.get(request.id)} pending={pending} />
          </li>
        ))}
      </ul>
      {isOver || stepped.length === 0 ? null : (
        <StepUpNote className="mt-4">
          {vote} {stepped.length === listed.length ? "all" : stepped.length} of the {requestsOf(listed.length)} listed
          here
        </StepUpNote>
      )}
      {isOver ? null : (
        <Field
          label="Comment on all of them"
          optional
          hint="Seen by whoever asked, other approvers and auditors."
          className="mt-4"
        >
          {(wiring) => (
            <Textarea
              {...wiring}
              rows={2}
              maxLength={2000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
      )}
    </Dialog>
  );
}

const ballotOn = (request: Request, vote: "approve" | "deny") => ({
  requestId: request.id,
  vote,
  digest: request.digest,
});

/** One confirmation for the whole list: the passkey signs every request in it, and nothing that is not. */
const confirmBatch = (requests: readonly Request[], vote: "approve" | "deny"): Promise<ActionAnswer<Proof>> =>
  answered(() => confirmStepUp({ purpose: "vote", votes: requests.map((request) => ballotOn(request, vote)) }));

const castVote = async (
  request: Request,
  vote: "approve" | "deny",
  comment: string,
  confirmed: ActionAnswer<Proof> | null,
): Promise<Outcome> => {
  if (confirmed && !confirmed.ok) return { done: false, text: explainFailure(confirmed) };
  const answer = await answered(() =>
    voteAction({
      ...ballotOn(request, vote),
      ...(comment === "" ? {} : { comment }),
      ...(confirmed ? { stepUp: confirmed.value } : {}),
    }),
  );
  if (!answer.ok) return { done: false, text: explainFailure(answer) };
  const { status } = answer.value;
  return {
    done: true,
    text: status === "pending" ? "Approved, waits for others" : status === "approved" ? "Approved" : "Denied",
  };
};

function OutcomeMark({ outcome, pending }: { outcome: Outcome | undefined; pending: boolean }) {
  if (!outcome) return pending ? <Spinner /> : null;
  const Icon = outcome.done ? Check : X;
  return (
    <span className={outcome.done ? "flex gap-1.5 text-live" : "flex max-w-[60%] gap-1.5 text-danger"}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {outcome.text}
    </span>
  );
}
