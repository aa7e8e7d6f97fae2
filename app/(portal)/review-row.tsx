"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Time } from "#components/clock/time.tsx";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { toast } from "#components/ui/toast.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ReviewView } from "#core/usecases/break-glass/list-reviews.ts";
import type { Serialised } from "#server/serialise.ts";
import { closeReviewAction } from "./actions.ts";

type Review = Serialised<ReviewView>;

/** One emergency that this person must look at: who, what, how long, and what they say about it. */
export function ReviewRow({ review }: { review: Review }) {
  return (
    <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <Link href={`/requests/${review.requestId}`} className="hover:underline">
            {review.holder.name}: {review.entitlements.map(({ name }) => name).join(", ")}
          </Link>
          {review.overdue ? <Chip tone="danger">overdue</Chip> : null}
        </p>
        <p className="text-xs text-muted">
          Broke the glass <Time at={review.openedAt} show="relative" />, for {formatDuration(review.durationSeconds)}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <CloseReview review={review} outcome="justified" />
        <CloseReview review={review} outcome="not-justified" />
      </div>
    </CardRow>
  );
}

const words = {
  justified: { button: "Justified…", confirm: "It was justified", done: "Reviewed as justified" },
  "not-justified": { button: "Not justified…", confirm: "It was not justified", done: "Reviewed as not justified" },
} as const;

function CloseReview({ review, outcome }: { review: Review; outcome: keyof typeof words }) {
  const router = useRouter();
  const [comment, setComment] = useState("");
  const { button, confirm, done } = words[outcome];
  return (
    <ConfirmDialog
      title={`Emergency access of ${review.holder.name}`}
      trigger={
        <Button size="sm" variant={outcome === "justified" ? "default" : "danger"}>
          {button}
        </Button>
      }
      tone={outcome === "justified" ? "primary" : "destructive"}
      confirm={confirm}
      onConfirm={async () => {
        if (comment.trim().length < 3) return "Say why, in a few words.";
        const answer = await closeReviewAction({ reviewId: review.id, outcome, comment: comment.trim() });
        if (!answer.ok) return explainFailure(answer);
        toast({ kind: "done", text: done });
        router.refresh();
        return undefined;
      }}
    >
      <p>Closed once, for good, and kept in the record with what you write.</p>
      <Field label="What you found" className="mt-4 text-text">
        {(wiring) => (
          <Textarea
            {...wiring}
            rows={3}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        )}
      </Field>
    </ConfirmDialog>
  );
}
