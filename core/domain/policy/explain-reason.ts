import type { Improvement, Reason } from "#core/domain/policy/decision.ts";
import type { ApproverReference } from "#core/domain/policy/directory.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";

/** The sentence for a reason, for requester, approver and auditor alike. Names people only by the policy's own words. */
export function explainReason(reason: Reason): string {
  switch (reason.code) {
    case "approved_by_rule":
      return `Rule ${reason.ruleId} approves this at once.`;
    case "approval_needed":
      return `Rule ${reason.ruleId} asks for approval.`;
    case "denied_by_rule":
      return `${sentence(reason.message)} (rule ${reason.ruleId})`;
    case "denied_by_failed_condition":
      return `${sentence(reason.message)} (rule ${reason.ruleId}, whose condition could not be checked: ${reason.error})`;
    case "no_rule_matches":
      return "No rule allows this.";
    case "person_disabled":
      return reason.who === "requester" ? "Whoever asks is disabled." : "Whoever would hold this is disabled.";
    case "nobody_can_decide":
      return `Nobody can decide this: stage ${reason.stage + 1} of rule ${reason.ruleId} needs ${count(reason.need)} of ${list(reason.from)}, and ${have(reason.have)} who did not ask for it.`;
    case "too_few_people":
      return `Nobody can decide this: its stages need ${reason.need} different people, and only ${reason.have} can be found.`;
    case "conflict":
      return `${sentence(reason.message)} (${reason.wanted} cannot be held with ${reason.held}, which is ${reason.alsoAsked ? "asked for here too" : "held already"})`;
    case "invalid_facts":
      return `The request cannot be decided: ${reason.field} is not valid.`;
    default:
      return explainMismatch(reason);
  }
}

type Mismatch = Exclude<
  Reason,
  {
    code:
      | "approved_by_rule"
      | "approval_needed"
      | "denied_by_rule"
      | "denied_by_failed_condition"
      | "no_rule_matches"
      | "person_disabled"
      | "nobody_can_decide"
      | "too_few_people"
      | "conflict"
      | "invalid_facts";
  }
>;

/** Why one rule did not match. */
function explainMismatch(reason: Mismatch): string {
  switch (reason.code) {
    case "who_does_not_match":
      return "It is for other people.";
    case "what_does_not_match":
      return "It is about something else.";
    case "condition_false":
      return "Its condition is not met.";
    case "condition_failed":
      return `Its condition could not be checked: ${reason.error}.`;
    case "too_long":
      return `Asked ${formatDuration(reason.askedSeconds)}, at most ${formatDuration(reason.atMostSeconds)}.`;
    case "too_short":
      return `Asked ${formatDuration(reason.askedSeconds)}, at least ${formatDuration(reason.atLeastSeconds)}.`;
    case "justification_too_short":
      return `The justification has ${reason.length} characters, it needs ${reason.atLeast}.`;
    case "ticket_missing":
      return "It needs a ticket.";
    case "ticket_does_not_match":
      return `The ticket does not look like ${reason.pattern}.`;
    case "only_break_glass":
      return "It is for emergencies only.";
    case "not_for_break_glass":
      return "It is not for emergencies.";
  }
}

/** "Ask for 1 h and add a ticket: approved at once." */
export function explainImprovement(improvement: Improvement): string {
  const { durationSeconds, addTicket, ticketPattern, justificationLength, outcome } = improvement;
  const steps = [
    durationSeconds !== undefined && `ask for ${formatDuration(durationSeconds)}`,
    addTicket && (ticketPattern === undefined ? "add a ticket" : `add a ticket like ${ticketPattern}`),
    justificationLength !== undefined && `write a justification of at least ${justificationLength} characters`,
  ].filter((step) => typeof step === "string");
  const text = steps.join(" and ");
  const gain = outcome === "auto-approve" ? "approved at once" : "an approver can decide";
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}: ${gain}.`;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const count = (people: number): string => (people === 1 ? "one" : String(people));
const have = (people: number): string =>
  people === 0 ? "there is nobody" : `there ${people === 1 ? "is" : "are"} only ${people}`;

const list = (references: readonly ApproverReference[]): string => references.map(nameReference).join(", ");

/** The words for an approver reference: "resource owners", "group security". */
export function nameReference(reference: ApproverReference): string {
  if (reference === "resource.owners") return "the resource's owners";
  if (reference === "requester.manager") return "the requester's manager";
  const [kind, ...rest] = reference.split(":");
  const name = rest.join(":");
  if (kind === "group") return `group ${name}`;
  return kind === "onCall" ? `whoever is on call for ${name}` : name;
}
