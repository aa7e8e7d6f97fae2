"use client";

import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { Ref } from "react";
import { useImperativeHandle, useState } from "react";
import { Time } from "#components/clock/time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Section } from "#components/ui/section.tsx";
import { SignalList } from "#components/ui/signal-list.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import { ApprovalAside } from "./approval-aside.tsx";
import { ApprovalEffect } from "./approval-effect.tsx";
import { approvalSignals } from "./approval-signals.ts";
import { titleOf } from "./approval-words.ts";
import { DecidedNote } from "./decided-note.tsx";
import { EarlierVotes } from "./earlier-votes.tsx";
import type { Context, Request } from "./query.ts";
import { VoteBar } from "./vote-bar.tsx";
import { useVote } from "./use-vote.ts";

/** What the keys of the page do here. */
export interface DetailKeys {
  approve: () => void;
  deny: () => void;
}

interface ApprovalDetailProps {
  me: string;
  request: Request;
  /** Null while it is on its way, and when there is nothing left to decide. */
  context: Context | null;
  onBack: () => void;
  onVoted: () => void;
  ref: Ref<DetailKeys>;
}

/** Everything that decides, and what the decision will do. A vote counts for what was seen: a change in between is shown first. */
export function ApprovalDetail({ me, request, context, onBack, onVoted, ref }: ApprovalDetailProps) {
  const [seenDigest, setSeenDigest] = useState(request.digest);
  const [isDenying, setDenying] = useState(false);
  const voting = useVote(request, onVoted);
  const hasChanged = seenDigest !== request.digest;
  const canVote = request.may.vote && !hasChanged;
  useImperativeHandle(ref, () => ({
    approve: () => {
      if (canVote) voting.approve();
    },
    deny: () => {
      if (canVote) setDenying(true);
    },
  }));
  return (
    // The next request takes its place: the focus does not fall to the page, but to the list, or on a phone to the next one.
    <article
      data-row=""
      className="grid content-start gap-x-8 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,1fr)_18.75rem] 2xl:max-w-6xl"
    >
      <div className="min-w-0">
        <Button variant="ghost" size="sm" className="mb-3 -ml-2.5 sm:hidden" onClick={onBack}>
          <ArrowLeft aria-hidden />
          All that wait
        </Button>
        <h2 className="text-xl font-semibold tracking-tight text-balance">{titleOf(request)}</h2>
        {request.justification === null ? null : (
          <blockquote className="mt-1.5 max-w-[70ch] whitespace-pre-line text-muted">
            “{request.justification}”
          </blockquote>
        )}
        <p className="mt-1.5 mb-4 text-xs text-faint">
          Asked <Time at={request.createdAt} />, lapses <Time at={request.lapsesAt} />
          {" · "}
          <Link href={`/requests/${request.id}`} className="text-accent underline underline-offset-2">
            whole request
          </Link>
        </p>
        {hasChanged ? (
          <Verdict kind="waning" title="This changed while you looked at it" announce className="mb-5">
            <p>
              Policy, the entitlement or the people who must decide are no longer what you were shown. Below is how it
              stands now.
            </p>
            <Button size="sm" className="mt-2.5" onClick={() => setSeenDigest(request.digest)}>
              I have seen the new state
            </Button>
          </Verdict>
        ) : null}
        {request.may.vote ? <ApprovalEffect me={me} request={request} /> : <DecidedNote me={me} request={request} />}
        <EarlierVotes votes={request.votes} />
        {request.may.vote ? (
          <Section title="What to look at" className="mt-5">
            {context ? <SignalList signals={approvalSignals(request, context)} /> : <SignalsSkeleton />}
          </Section>
        ) : null}
        {request.may.vote ? (
          <VoteBar
            request={request}
            voting={voting}
            disabled={hasChanged}
            isDenying={isDenying}
            onDenying={setDenying}
          />
        ) : null}
      </div>
      {request.may.vote ? <ApprovalAside request={request} context={context} /> : null}
    </article>
  );
}

function SignalsSkeleton() {
  return (
    <div role="status" className="grid gap-4 py-1">
      <span className="sr-only">Loading what to look at</span>
      <Skeleton className="w-4/5" />
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/3" />
    </div>
  );
}
