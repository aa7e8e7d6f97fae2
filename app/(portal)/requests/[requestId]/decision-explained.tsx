import { Answer } from "#components/ui/answer.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import type { Outcome } from "#core/domain/policy/decision.ts";
import { explainReason } from "#core/domain/policy/explain-reason.ts";
import type { ShownRequestView } from "./query.ts";

const outcomes: Readonly<Record<Outcome, { kind: "live" | "ask" | "no"; word: string }>> = {
  "auto-approve": { kind: "live", word: "At once" },
  "needs-approval": { kind: "ask", word: "Needs approval" },
  deny: { kind: "no", word: "Not allowed" },
};

/** What policy said and why, item by item: the same sentences for whoever asks, whoever decides and whoever audits. */
export function DecisionExplained({ request }: { request: ShownRequestView }) {
  const { decision, entitlements } = request;
  return (
    <Section title="What policy said" end={`version ${decision.policyVersion}`}>
      <Card>
        {decision.items.map(({ entitlementId, outcome, reasons }) => (
          <CardRow key={entitlementId} className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              <p className="font-medium first-letter:uppercase">
                {entitlements.find(({ id }) => id === entitlementId)?.name ?? entitlementId}
              </p>
              {reasons.map((reason, index) => (
                <p key={index} className="text-muted">
                  {explainReason(reason)}
                </p>
              ))}
            </div>
            <Answer kind={outcomes[outcome].kind} className="mt-0.5 shrink-0">
              {outcomes[outcome].word}
            </Answer>
          </CardRow>
        ))}
        {decision.reasons.map((reason, index) => (
          <CardRow key={index} className="text-muted">
            {explainReason(reason)}
          </CardRow>
        ))}
      </Card>
    </Section>
  );
}
