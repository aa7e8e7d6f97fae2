"use client";

import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { Voting } from "./use-vote.ts";

/** One comment, wherever it is written. */
export function CommentField({ voting, label }: { voting: Voting; label: string }) {
  return (
    <Field
      label={label}
      optional
      hint="Seen by whoever asked, other approvers and auditors."
      className="max-w-xl text-text max-sm:mt-5"
    >
      {(wiring) => (
        <Textarea
          {...wiring}
          rows={2}
          maxLength={2000}
          value={voting.comment}
          onChange={(event) => voting.setComment(event.target.value)}
        />
      )}
    </Field>
  );
}
