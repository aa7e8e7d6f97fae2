import type { ShownDecision } from "#components/request/shown-decision.ts";
import type { ShownEntry } from "./use-catalogue.ts";

/** The catalogue's answer for one entitlement in the form of a decision: what the panel shows until the form's own answer is there. */
export const catalogueDecision = ({ id, answer }: ShownEntry): ShownDecision => {
  const { outcome, stages, reasons, improvement } = answer;
  const ruled = reasons.find((reason) => "ruleId" in reason);
  const ruleId = ruled && "ruleId" in ruled ? (ruled.ruleId ?? null) : null;
  return {
    outcome,
    policyVersion: "",
    items: [{ entitlementId: id, ruleId, outcome, reasons, improvement }],
    stages,
    reasons: [],
    maxDurationSeconds: null,
    stepUp: false,
    breakGlass: false,
  };
};

/** Whether policy asks for a ticket, of this or of what a small change would make of it. */
export const wantsTicket = ({ items }: ShownDecision): boolean =>
  items.some(
    ({ reasons, improvement }) =>
      improvement?.addTicket === true ||
      reasons.some(({ code }) => code === "ticket_missing" || code === "ticket_does_not_match"),
  );
