import { Time } from "#components/clock/time.tsx";
import { stageWords } from "#components/request/decision-words.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { Section } from "#components/ui/section.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { Timeline, type TimelineStep } from "#components/ui/timeline.tsx";

interface WhatWillHappenProps {
  decision: ShownDecision;
  /** Kinds of the targets that are asked for. */
  kinds: readonly string[];
  startsAt: string | null;
  endsAt: string;
  seconds: number;
  /** Null: the person who asks. */
  holder: string | null;
}

/** The steps from pressing the button to the end, before anything happens. */
export function WhatWillHappen(props: WhatWillHappenProps) {
  const isAtOnce = props.decision.outcome === "auto-approve" && props.startsAt === null;
  return (
    <Section title="What will happen" className="mt-6">
      <Timeline
        steps={[...approvalSteps(props), ...accessSteps(props)].map((step, index) => ({
          ...step,
          state: index === 0 && isAtOnce ? "now" : "next",
        }))}
      />
    </Section>
  );
}

const approvalSteps = ({ decision }: WhatWillHappenProps): readonly TimelineStep[] => {
  if (decision.outcome !== "needs-approval") return [];
  return decision.stages.map((stage, index) => ({
    key: `stage-${index}`,
    title: `${capitalised(stageWords(stage))} ${stage.need > 1 ? "approve" : "approves"}`,
    detail: index === 0 ? "waiting never eats your time" : "a different person",
  }));
};

const accessSteps = ({
  kinds,
  startsAt,
  endsAt,
  seconds,
  decision,
  holder,
}: WhatWillHappenProps): readonly TimelineStep[] => {
  const isDatabase = kinds.every((kind) => kind === "postgresql");
  // Nobody knows when the last approval comes, and the clock starts after it.
  const isWaiting = decision.outcome === "needs-approval" && startsAt === null;
  const atOnce =
    decision.outcome === "auto-approve" ? "within seconds of asking" : "within seconds of the last approval";
  const end = <Time at={endsAt} className="whitespace-normal" />;
  return [
    {
      key: "ready",
      title: isDatabase ? "A database login of its own is created" : "The access is created",
      detail:
        startsAt === null ? (
          atOnce
        ) : (
          <>
            <Time at={startsAt} />, checked again then
          </>
        ),
    },
    {
      key: "use",
      title:
        `${holder ?? "You"} ${holder === null ? "connect" : "connects"} ${isDatabase ? "with psql or any tool" : ""}`.trim(),
      detail: loginWords(isDatabase, holder),
    },
    {
      key: "end",
      title: <>{isDatabase ? <>Sessions end, the login is dropped</> : <>The access is taken away</>}</>,
      detail: (
        <>
          {isWaiting ? (
            `${formatDuration(seconds)} after it is ready`
          ) : (
            <>
              {startsAt === null ? "about " : null}
              {end}
            </>
          )}
          {isDatabase ? ", also enforced by the database itself" : null}
        </>
      ),
    },
  ];
};

/** Where the login is made for the access its password is shown; elsewhere it is the holder's own, and has one already. */
const loginWords = (isMade: boolean, holder: string | null): string => {
  if (!isMade) return holder === null ? "with the login you have there" : "with the login they have there";
  return holder === null ? "password shown once" : `password shown once, to ${holder} alone`;
};

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
