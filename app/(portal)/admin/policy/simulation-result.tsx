import { refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { explainImprovement, explainReason } from "#core/domain/policy/explain-reason.ts";
import type { Simulation } from "#core/usecases/policy/simulate-policy.ts";
import type { Serialised } from "#server/serialise.ts";

export type ShownSimulation = Serialised<Simulation>;

const looks = {
  "auto-approve": { tone: "live", word: "Approved at once" },
  "needs-approval": { tone: "waning", word: "Needs approval" },
  deny: { tone: "danger", word: "Denied" },
} as const;

/** The answer, and what every rule says to it. */
export function SimulationResult({ simulation: { decision, rules, ruleCount } }: { simulation: ShownSimulation }) {
  const { tone, word } = looks[decision.outcome];
  const [item] = decision.items;
  const matched = rules.filter((rule) => rule.matched).length;
  return (
    <div role="status" className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        <Chip tone={tone}>{word}</Chip>
        {item?.ruleId ? <span className="text-muted">by rule {item.ruleId}</span> : null}
      </p>
      {decision.outcome === "needs-approval" ? <p>{stagesWords(decision.stages)} must approve.</p> : null}
      {decision.outcome === "deny" ? refusalReasons(decision).map((reason) => <p key={reason}>{reason}</p>) : null}
      {item?.improvement ? <p className="text-muted">{explainImprovement(item.improvement)}</p> : null}
      <details>
        <summary className="w-fit text-xs font-medium text-muted">
          {matched} of {ruleCount} rules match
        </summary>
        <Card className="mt-2">
          <ul className="scroll-thin max-h-80 divide-y overflow-y-auto text-xs">
            {rules.map((rule) => (
              <li key={rule.ruleId} className="flex flex-wrap items-center gap-x-2 px-3 py-1.5">
                <code className="font-mono">{rule.ruleId}</code>
                <span className={rule.matched ? "font-medium text-live" : "text-muted"}>
                  {rule.matched ? "matches" : ""} {rule.why ? explainReason(rule.why) : ""}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      </details>
    </div>
  );
}
