"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { standingSeconds, whatOf } from "./approval-words.ts";
import type { Request } from "./query.ts";
import type { Voting } from "./use-vote.ts";

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
      <div className="flex flex-wrap gap-2 max-sm:sticky max-sm:bottom-16 max-sm:z-10 max-sm:mt-4 max-sm:-mx-4 max-sm:border-t max-sm:bg-bg max-sm:px-4 max-sm:py-3">
        <Button variant="primary" kbd="a" pending={voting.pending} disabled={disabled} onClick={() => voting.approve()}>
          Approve
        </Button>
        {shorter[0] === undefined ? null : (
          <Menu
            align="start"
            trigger={
              <Button disabled={disabled || voting.pending}>
                Approve for shorter <ChevronDown aria-hidden />
              </Button>
            }
          >
            <MenuLabel>Instead of {formatDuration(request.durationSeconds)}</MenuLabel>
            {shorter.map((seconds) => (
              <MenuItem key={seconds} onSelect={() => voting.approve(seconds)}>
                {formatDuration(seconds)}
              </MenuItem>
            ))}
          </Menu>
        )}
        <Button variant="danger" kbd="d" disabled={disabled || voting.pending} onClick={() => onDenying(true)}>
          Deny…
        </Button>
      </div>
      <p role="alert" className="font-medium text-danger empty:hidden">
        {voting.refusal}
      </p>
      <ConfirmDialog
        title={`Deny ${whatOf(request)} for ${request.holder.name}`}
        open={isDenying}
        onOpenChange={onDenying}
        confirm="Deny"
        onConfirm={async () => {
          await voting.deny();
          onDenying(false);
          return undefined;
        }}
      >
        <p className="mb-4">A denial is final, whoever else approved. {request.requester.name} can ask again.</p>
        <CommentField voting={voting} label="Why, in a word to whoever asked" />
      </ConfirmDialog>
    </div>
  );
}

function CommentField({ voting, label }: { voting: Voting; label: string }) {
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
