import { MousePointerClick } from "lucide-react";
import { stagesWords } from "#components/request/decision-words.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { Section } from "#components/ui/section.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { PreviewVerdict, type PreviewVerdictProps } from "./preview-verdict.tsx";
import { WhatWillHappen } from "./what-will-happen.tsx";

interface Outlook extends Omit<PreviewVerdictProps, "decision" | "seconds" | "endsAt"> {
  /** Null until there is an answer. */
  decision: ShownDecision | null;
  seconds: number | null;
  endsAt: string | null;
}

interface PreviewPanelProps extends Outlook {
  kinds: readonly string[];
  /** What is to be filled in before there can be an answer. */
  missing: string | null;
  failure: string | null;
  /** What asking for longer would mean, where that is worth knowing. */
  longer: { readonly seconds: number; readonly decision: ShownDecision } | null;
}

/** Where the panel stands below the form, its answer is said above the button too: nobody should press before reading it. */
export function NarrowVerdict({ decision, seconds, endsAt, ...rest }: Outlook) {
  if (decision === null || seconds === null || endsAt === null) return null;
  return (
    <div className="lg:hidden">
      <PreviewVerdict {...{ decision, seconds, endsAt, ...rest }} />
    </div>
  );
}

/** What happens when the button is pressed, before it is pressed. */
export function PreviewPanel(props: PreviewPanelProps) {
  const {
    decision,
    seconds,
    endsAt,
    startsAt,
    holder,
    closed,
    isEmergency,
    kinds,
    missing,
    failure,
    longer,
    onDuration,
  } = props;
  if (kinds.length === 0)
    return (
      <div className="text-muted">
        <MousePointerClick aria-hidden className="mb-2 size-5 text-faint" />
        <p className="font-medium text-text">Choose what you need</p>
        <p className="mt-1">
          Then this says what will happen: whether you get it at once, who decides, and when it ends.
        </p>
      </div>
    );
  if (failure !== null)
    return (
      <Verdict kind="waning" announce title="No answer">
        {failure}
      </Verdict>
    );
  if (seconds === null || endsAt === null)
    return <p className="text-muted">Say for how long, and the answer appears here.</p>;
  if (missing !== null) return <p className="text-muted">{missing}</p>;
  if (decision === null)
    return (
      <div role="status" className="grid gap-2">
        <span className="sr-only">Asking policy</span>
        <Skeleton className="h-18 w-full rounded-lg" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    );
  return (
    <>
      <div className="max-lg:hidden">
        <PreviewVerdict {...{ decision, seconds, endsAt, startsAt, holder, closed, isEmergency, onDuration }} />
      </div>
      {decision.outcome === "deny" ? null : (
        <WhatWillHappen {...{ decision, kinds, startsAt, endsAt, seconds, holder }} />
      )}
      {longer ? <Longer longer={longer} onDuration={onDuration} /> : null}
    </>
  );
}

function Longer({
  longer,
  onDuration,
}: {
  longer: NonNullable<PreviewPanelProps["longer"]>;
  onDuration: (seconds: number) => void;
}) {
  const { decision, seconds } = longer;
  const span = formatDuration(seconds);
  return (
    <Section title={`Ask for ${span} instead?`} className="mt-6">
      <p className="text-muted">
        {decision.outcome === "needs-approval"
          ? `Then ${stagesWords(decision.stages)} must approve.`
          : "Then too you get it at once."}{" "}
        <button type="button" className="text-accent underline underline-offset-2" onClick={() => onDuration(seconds)}>
          Ask for {span}
        </button>
      </p>
    </Section>
  );
}
