"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState, useTransition } from "react";
import { stagesWords } from "#components/request/decision-words.ts";
import { standingSeconds } from "#components/request/standing-seconds.ts";
import { withStepUp } from "#components/step-up/confirm-step-up.ts";
import { explainWithHelp } from "#components/step-up/explain-failure.tsx";
import { StepUpNote } from "#components/step-up/step-up-note.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Fieldset } from "#components/ui/fieldset.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { voteAction } from "./actions.ts";
import { HandOver } from "../../hand-over.tsx";
import type { ShownRequestView } from "./query.ts";

interface VotePanelProps {
  request: ShownRequestView;
  viewerId: string;
}

const shorterSpans = [900, 3600, 4 * 3600, 8 * 3600, 24 * 3600];

/** Decides, bound to exactly what is shown: the digest goes with the vote, and a request that moved is shown anew instead. */
export function VotePanel({ request, viewerId }: VotePanelProps) {
  const router = useRouter();
  const queries = useQueryClient();
  // What an earlier approver left of it: the next approval gives no more.
  const most = standingSeconds(request);
  const [chosen, setChosen] = useState<string>();
  const [comment, setComment] = useState("");
  const [refusal, setRefusal] = useState<ReactNode>();
  const [pending, start] = useTransition();
  const spans = [...shorterSpans.filter((each) => each < most), most];
  const asked = Math.min(most, Number(chosen ?? most));

  const vote = async (kind: "approve" | "deny"): Promise<ReactNode> => {
    const ballot = {
      requestId: request.id,
      vote: kind,
      digest: request.digest,
      ...(kind === "approve" && asked < request.durationSeconds ? { durationSeconds: asked } : {}),
    };
    const answer = await withStepUp({ purpose: "vote", votes: [ballot] }, request.decision.stepUp, (stepUp) =>
      voteAction({ ...ballot, ...(comment.trim() === "" ? {} : { comment }), ...(stepUp ? { stepUp } : {}) }),
    );
    if (answer.ok) toast({ kind: "done", text: kind === "approve" ? "You approved it" : "You denied it" });
    await queries.invalidateQueries({ queryKey: ["requests"] });
    router.refresh();
    return answer.ok ? undefined : explainWithHelp(answer);
  };
  return (
    <Card className="grid gap-4 p-4">
      <div>
        <p className="font-semibold">
          {request.may.voteFor === null ? "You decide" : `You decide for ${request.may.voteFor.name}`}
        </p>
        <p className="text-muted">
          {consequence(request, request.may.voteFor?.id ?? viewerId, asked)}
          {most < request.durationSeconds ? " An earlier approver shortened it." : null}
        </p>
      </div>
      {spans.length > 1 && request.extendsGrantId === null ? (
        <Fieldset legend="For how long?" hint="Shorter than was asked is possible; longer is not.">
          <Segmented
            name="approve-for"
            label="For how long?"
            segments={spans.map((each) => ({ value: String(each), label: formatDuration(each) }))}
            value={String(asked)}
            onValueChange={setChosen}
          />
        </Fieldset>
      ) : null}
      <Field label="Comment" optional hint="Seen by whoever asked, those who decide, and auditors.">
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
      {request.decision.stepUp ? <StepUpNote>your vote on exactly what is shown here</StepUpNote> : null}
      <p role="alert" className="font-medium text-danger empty:hidden">
        {refusal}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          pending={pending}
          onClick={() =>
            start(async () => {
              setRefusal(await vote("approve"));
            })
          }
        >
          {asked < request.durationSeconds ? `Approve for ${formatDuration(asked)}` : "Approve"}
        </Button>
        <ConfirmDialog
          title="Deny this request?"
          trigger={<Button variant="danger">Deny…</Button>}
          confirm="Deny"
          onConfirm={() => vote("deny")}
        >
          One denial is final: the request is closed for everyone who could still approve it.
          {comment.trim() === "" ? " You left no comment." : null}
        </ConfirmDialog>
        {request.may.voteFor === null ? <HandOver requestId={request.id} /> : null}
      </div>
    </Card>
  );
}

/** What pressing Approve would do, as far as the stages tell. */
const consequence = (request: ShownRequestView, viewerId: string, seconds: number): string => {
  const { decision, progress, holder, startsAt, extendsGrantId } = request;
  const open = decision.stages.filter(({ index }) => !progress[index]?.passed);
  const mine = open.find(({ approvers }) => approvers.some(({ id }) => id === viewerId));
  const others = open.filter(
    (stage) => stage !== mine || stage.need - (progress[stage.index]?.approvedBy.length ?? 0) > 1,
  );
  if (others.length > 0) return `With your approval, ${stagesWords(others)} must still approve.`;
  const span = formatDuration(seconds);
  if (extendsGrantId !== null) return `Yours is the last approval: ${holder.name} keeps the access for ${span} more.`;
  if (startsAt !== null)
    return `Yours is the last approval: ${holder.name} gets it at the start that was asked for, for ${span}.`;
  return `Yours is the last approval: ${holder.name} gets it at once, for ${span} from when it is ready.`;
};
