"use client";

import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { firstName, inOneBreath } from "./approval-words.ts";
import type { Context, Request } from "./query.ts";
import { UsualDurations } from "./usual-durations.tsx";

/** Beside the decision: what the holder could reach, how others use it, and what they asked for lately. */
export function ApprovalAside({ request, context }: { request: Request; context: Context | null }) {
  const who = firstName(request.holder.name);
  return (
    <div className="grid min-w-0 content-start gap-6">
      <Section title={`What ${who} could reach`}>
        <DefinitionList items={reach(request, context)} />
      </Section>
      {context?.use.map((use) =>
        use.otherTimes === 0 ? null : (
          <Section key={use.entitlementId} title={`How long others had ${use.name}`}>
            <UsualDurations buckets={use.buckets} askedSeconds={request.durationSeconds} />
            <p className="mt-1.5 text-xs text-faint">
              {use.otherTimes === 1 ? "Once" : `${use.otherTimes} times`} in {context.windowDays} days; what is asked is
              marked.
            </p>
          </Section>
        ),
      )}
      <Section title={`What ${who} asked for lately`}>
        {context === null ? <Skeleton className="w-3/5" /> : <Lately context={context} />}
      </Section>
    </div>
  );
}

const reach = (request: Request, context: Context | null) => [
  {
    term: "Now",
    value:
      context === null ? (
        <Skeleton className="mt-1 w-4/5" />
      ) : context.held.length === 0 ? (
        "nothing by a grant"
      ) : (
        <ul className="grid gap-0.5">
          {context.held.map(({ id, name, target, tags, expiresAt }) => (
            <li key={id}>
              {name}
              <span className="text-xs text-faint">
                {" "}
                {[target, tags["env"]].filter((part) => part !== undefined).join(" · ")}
              </span>
              {expiresAt === null ? null : (
                <span className="text-xs text-faint">
                  {" "}
                  until <Time at={expiresAt} />
                </span>
              )}
            </li>
          ))}
        </ul>
      ),
  },
  {
    term: "With it",
    value: (
      <ul className="grid gap-1">
        {request.entitlements.map(({ id, name, description, target, tags }) => (
          <li key={id}>
            {name}
            <span className="block text-xs text-faint">
              {[description, target.name, tags["env"]].filter((part) => part !== undefined && part !== "").join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    ),
  },
];

const outcomes = {
  pending: "waits",
  approved: "approved",
  denied: "denied",
  cancelled: "cancelled",
  lapsed: "lapsed",
} as const;

function Lately({ context }: { context: Context }) {
  if (context.lately.length === 0) return <p className="text-muted">Nothing of this.</p>;
  return (
    <Timeline
      steps={context.lately.map((each) => ({
        key: each.id,
        state: each.status === "denied" ? ("danger" as const) : ("done" as const),
        title: (
          <Link href={`/requests/${each.id}`} className="hover:underline">
            {inOneBreath(each.entitlements)},{" "}
            <span className="whitespace-nowrap">{formatDuration(each.durationSeconds)}</span>
          </Link>
        ),
        detail: (
          <>
            <Time at={each.createdAt} /> · {outcomes[each.status]}
            {each.byPolicy ? " by policy" : each.voters.length > 0 ? ` · ${inOneBreath(each.voters)}` : ""}
          </>
        ),
      }))}
    />
  );
}
