import { Time } from "#components/clock/time.tsx";
import { Section } from "#components/ui/section.tsx";
import { Timeline } from "#components/ui/timeline.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { Request } from "./query.ts";

/** Who voted before, and what they said. */
export function EarlierVotes({ votes }: { votes: Request["votes"] }) {
  if (votes.length === 0) return null;
  return (
    <Section title="Votes so far" className="mt-5">
      <Timeline
        steps={votes.map((vote) => ({
          key: vote.id,
          state: vote.vote === "deny" ? ("danger" as const) : ("done" as const),
          title: (
            <>
              {vote.for === null ? vote.voter.name : `${vote.voter.name}, for ${vote.for.name},`}{" "}
              {vote.vote === "approve" ? "approved" : "denied"}
              {vote.durationSeconds === null ? "" : `, for ${formatDuration(vote.durationSeconds)}`}
              {vote.comment === null ? null : <span className="text-muted">: “{vote.comment}”</span>}
            </>
          ),
          detail: (
            <>
              <Time at={vote.createdAt} />
              {vote.counts ? null : " · no longer counts"}
            </>
          ),
        }))}
      />
    </Section>
  );
}
