import { Time } from "#components/clock/time.tsx";
import { decidingRules, improvementOf, refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { Button } from "#components/ui/button.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import { explainImprovement } from "#core/domain/policy/explain-reason.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

export interface PreviewVerdictProps {
  decision: ShownDecision;
  seconds: number;
  startsAt: string | null;
  endsAt: string;
  holder: string | null;
  /** Takes over a duration that would be answered better. */
  onDuration: (seconds: number) => void;
}

/** Policy's answer to the form as it stands, in one sentence, with the rule and the way to a better answer. */
export function PreviewVerdict(props: PreviewVerdictProps) {
  const { decision } = props;
  switch (decision.outcome) {
    case "auto-approve":
      return (
        <Verdict kind="live" announce title={<AtOnce {...props} />}>
          <Rules decision={decision} />
        </Verdict>
      );
    case "needs-approval":
      return (
        <Verdict kind="wait" announce title={`Needs ${stagesWords(decision.stages)}`}>
          <Rules decision={decision} />
          <BetterAnswer {...props} />
        </Verdict>
      );
    case "deny":
      return (
        <Verdict kind="danger" announce title="Not possible">
          {refusalReasons(decision).map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          <BetterAnswer {...props} />
        </Verdict>
      );
  }
}

function AtOnce({ seconds, startsAt, endsAt, holder }: PreviewVerdictProps) {
  const who = holder === null ? "You get" : `${holder} gets`;
  if (startsAt === null)
    return (
      <>
        {who} this at once, for {formatDuration(seconds)}, until about <Time at={endsAt} show={timeOf(seconds)} />
      </>
    );
  return (
    <>
      {who} this <Time at={startsAt} />, for {formatDuration(seconds)}, until{" "}
      <Time at={endsAt} show={timeOf(seconds)} />
    </>
  );
}

/** An end within half a day is said by the clock alone. */
const timeOf = (seconds: number) => (seconds <= 12 * 3600 ? "time" : "day-time");

function Rules({ decision }: { decision: ShownDecision }) {
  const rules = decidingRules(decision);
  if (rules.length === 0) return null;
  return (
    <p>
      {rules.length === 1 ? "Rule " : "Rules "}
      {rules.map((rule, index) => (
        <span key={rule}>
          {index > 0 ? ", " : null}
          <b>{rule}</b>
        </span>
      ))}
      {decision.outcome === "auto-approve"
        ? rules.length === 1
          ? " approves this at once."
          : " approve this at once."
        : rules.length === 1
          ? " asks for approval."
          : " ask for approval."}
    </p>
  );
}

function BetterAnswer({ decision, onDuration }: PreviewVerdictProps) {
  const improvement = improvementOf(decision);
  if (improvement === null) return null;
  const { durationSeconds } = improvement;
  return (
    <div className="mt-2 grid justify-items-start gap-2">
      <p>{explainImprovement(improvement)}</p>
      {durationSeconds === undefined ? null : (
        <Button size="sm" onClick={() => onDuration(durationSeconds)}>
          Ask for {formatDuration(durationSeconds)} instead
        </Button>
      )}
    </div>
  );
}
