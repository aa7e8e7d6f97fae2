import Link from "next/link";
import { Time } from "#components/clock/time.tsx";
import { decidingRules, refusalReasons, stagesWords } from "#components/request/decision-words.ts";
import type { ShownDecision } from "#components/request/shown-decision.ts";
import { Card } from "#components/ui/card.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Section } from "#components/ui/section.tsx";
import { Verdict } from "#components/ui/verdict.tsx";
import type { ReplayView } from "#core/usecases/audit/read-audit-event.ts";
import type { Serialised } from "#server/serialise.ts";

/** The decision made again from the recorded facts, under the policy version that decided then. */
export function ReplayedDecision({ replay }: { replay: Serialised<ReplayView> }) {
  const { policyNumber, recorded, replayed, differences, bound, erasedAt, outcome } = replay;
  const isSound = outcome === "same" || outcome === "inputs-erased";
  return (
    <Section
      title="The decision, made again"
      end={
        <Link href={`/requests/${replay.requestId}`} className="text-accent underline underline-offset-2">
          the request
        </Link>
      }
    >
      <div className="grid gap-3">
        <Verdict
          kind={!isSound || bound === false ? "danger" : erasedAt === null ? "live" : "waning"}
          title={titles[outcome]}
        >
          {outcome === "same" ? (
            <p>
              Policy version {policyNumber}, given the facts that were recorded then, answers to the last letter what it
              answered then.
            </p>
          ) : null}
          {outcome === "differs" ? (
            <p>
              It differs at <code className="font-mono text-xs">{differences.join(", ")}</code>. Policy, facts or answer
              were changed after the decision, or the engine reads them otherwise now.
            </p>
          ) : null}
          {bound === false ? (
            <p className="font-medium text-danger">
              The kept decision and facts are not those whose digest stands in the record: they were altered.
            </p>
          ) : null}
          {erasedAt === null ? null : (
            <p>
              Personal data was erased from the inputs <Time at={erasedAt} />.{" "}
              {outcome === "inputs-erased"
                ? "What policy was asked is gone, so it cannot be asked again; what it answered stays, and the log proves that it was recorded."
                : "What is left is other people's and was decided on, but the digest in the record can no longer vouch for it."}
            </p>
          )}
          {bound === null && erasedAt === null ? (
            <p>This record is older than the digest that binds the facts to it.</p>
          ) : null}
        </Verdict>
        <Card className="grid gap-4 p-4 sm:grid-cols-2">
          <Answer title="Recorded" decision={recorded} />
          {replayed === null ? null : <Answer title={`Replayed under version ${policyNumber}`} decision={replayed} />}
        </Card>
      </div>
    </Section>
  );
}

const titles = {
  same: "Same answer",
  differs: "Another answer than was recorded",
  "policy-missing": "The policy version that decided is not kept here",
  "policy-does-not-compile": "The policy version that decided can no longer be read",
  "inputs-erased": "Inputs erased",
} as const;

const outcomes = { deny: "Denied", "auto-approve": "Approved by policy", "needs-approval": "Needs approval" } as const;

function Answer({ title, decision }: { title: string; decision: ShownDecision }) {
  const reasons = refusalReasons(decision);
  const rules = decidingRules(decision);
  return (
    <div className="grid content-start gap-2">
      <h3 className="text-xs font-medium text-muted">{title}</h3>
      <DefinitionList
        items={[
          { term: "Answer", value: outcomes[decision.outcome] },
          ...(rules.length === 0 ? [] : [{ term: "By rule", value: rules.join(", ") }]),
          ...(decision.stages.length === 0 ? [] : [{ term: "Of", value: stagesWords(decision.stages) }]),
          ...(reasons.length === 0 ? [] : [{ term: "Because", value: reasons.join(" ") }]),
        ]}
      />
    </div>
  );
}
