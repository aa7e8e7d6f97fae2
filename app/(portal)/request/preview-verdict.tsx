import { Time } from "#components/clock/time.tsx";
import { decidingRules, improvementOf, refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { explainRefusal } from "#components/sentences/refusal.ts";
import { Button } from "#components/ui/button.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import { explainImprovement } from "#core/domain/policy/explain-reason.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import type { ShownClosed } from "./use-preview.ts";

export interface PreviewVerdictProps {
  decision: ShownDecision;
  seconds: number;
  startsAt: string | null;
  endsAt: string;
  holder: string | null;
  closed: ShownClosed | null;
  isEmergency: boolean;
  /** Takes over a duration that would be answered better. */
  onDuration: (seconds: number) => void;
}

/** What would be answered to the form as it stands: by policy, and before it where nothing new is given there at all. */
export function PreviewVerdict(props: PreviewVerdictProps) {
  const { decision, closed } = props;
  if (closed === null || (decision.outcome === "deny" && unsaidOf(decision) === null))
    return <PolicyVerdict {...props} />;
  const isGivenAnyway = props.isEmergency && spared.has(closed);
  return (
    <div className="grid gap-2">
      <Verdict
        kind={isGivenAnyway ? "waning" : "danger"}
        announce
        title={isGivenAnyway ? "Given in spite of this" : "Not now"}
      >
        {explainRefusal(closed)}
        {isGivenAnyway ? " Emergency access is given all the same, and the record says in spite of what." : null}
      </Verdict>
      <PolicyVerdict {...props} />
    </div>
  );
}

/** What it comes to once the reason is there, where nothing else is missing: it is being written. */
const unsaidOf = (decision: ShownDecision) => {
  const improvement = improvementOf(decision);
  const { justificationLength, durationSeconds, addTicket } = improvement ?? {};
  return justificationLength !== undefined && durationSeconds === undefined && addTicket === undefined
    ? improvement
    : null;
};

/** What an emergency is given in spite of; a copy of the database gives nothing to anybody. */
const spared: ReadonlySet<ShownClosed> = new Set(["target_overdue", "revoker_silent"]);

/** Policy's answer, in one sentence, with the rule and the way to a better answer. */
function PolicyVerdict(props: PreviewVerdictProps) {
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
    case "deny": {
      const unsaid = unsaidOf(decision);
      if (unsaid !== null)
        return (
          <Verdict kind="wait" announce title="Say why first">
            <p>{explainImprovement(unsaid)}</p>
          </Verdict>
        );
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
