import { countFillable } from "#core/domain/policy/assign-people.ts";
import type { CombinedDecision, DecisionItem, DecisionStage, Outcome, Reason } from "#core/domain/policy/decision.ts";
import type { ApproverReference } from "#core/domain/policy/directory.ts";

/**
 * One answer to a request over several entitlements (rule 17): the strictest outcome, the stages of all items united,
 * decided whole. A stage that two items share (same references, same number, same people) is asked once. Items whose
 * stages could only pass with one person in two of them are denied together: each can still be asked for alone.
 * `refusals` are reasons against the whole, such as conflicts between its items. At least one item.
 */
export function combineDecisions(items: readonly DecisionItem[], refusals: readonly Reason[] = []): CombinedDecision {
  const decisions = items.map(({ decision }) => decision);
  const [first] = decisions;
  if (first === undefined) throw new Error("a request asks for at least one entitlement");
  const stages = uniteStages(decisions.flatMap((decision) => decision.stages));
  const hardest = strictest(decisions.map((decision) => decision.outcome));
  const reasons = [...refusals, ...(hardest === "needs-approval" ? findTooFew(stages) : [])];
  const outcome = reasons.length > 0 ? "deny" : hardest;
  const lapse = least(decisions.map(({ lapseAfterSeconds }) => lapseAfterSeconds));
  const maximum = least(decisions.map(({ maxDurationSeconds }) => maxDurationSeconds));
  const pending = outcome === "needs-approval";
  return {
    outcome,
    policyVersion: first.policyVersion,
    items,
    stages: pending ? stages : [],
    ordered: pending && decisions.some(({ ordered }) => ordered),
    ...(pending && lapse !== undefined && { lapseAfterSeconds: lapse }),
    stepUp: outcome !== "deny" && decisions.some(({ stepUp }) => stepUp),
    breakGlass: outcome !== "deny" && decisions.some(({ breakGlass }) => breakGlass),
    notify: outcome === "deny" ? [] : [...new Set(decisions.flatMap(({ notify }) => notify))],
    ...(maximum !== undefined && { maxDurationSeconds: maximum }),
    reasons,
  };
}

function strictest(outcomes: readonly Outcome[]): Outcome {
  if (outcomes.includes("deny")) return "deny";
  return outcomes.includes("needs-approval") ? "needs-approval" : "auto-approve";
}

function findTooFew(stages: readonly DecisionStage[]): Reason[] {
  const need = stages.reduce((sum, stage) => sum + stage.need, 0);
  const have = countFillable(stages);
  return have < need ? [{ code: "too_few_people", need, have }] : [];
}

function uniteStages(stages: readonly DecisionStage[]): DecisionStage[] {
  const united = new Map<string, DecisionStage>();
  for (const stage of stages) {
    // `resource.owners` of two resources are written alike and name different people.
    const key = JSON.stringify([stage.from.toSorted(), stage.need, stage.approvers]);
    const known = united.get(key);
    united.set(key, known === undefined ? stage : merge(known, stage));
  }
  return [...united.values()].map((stage, index) => ({ ...stage, index }));
}

/** The sooner escalation, to everyone that either names. */
function merge(one: DecisionStage, other: DecisionStage): DecisionStage {
  const escalateAfterSeconds = least([one.escalateAfterSeconds, other.escalateAfterSeconds]);
  if (escalateAfterSeconds === undefined) return one;
  const standIns = [...(one.standIns ?? []), ...(other.standIns ?? [])];
  const byPair = new Map(standIns.map((pair) => [`${pair.by} ${pair.for}`, pair]));
  return {
    ...one,
    ...(byPair.size > 0 && { standIns: [...byPair.values()] }),
    escalateAfterSeconds,
    escalateTo: unite(one.escalateTo, other.escalateTo),
    escalateApprovers: unite(one.escalateApprovers, other.escalateApprovers).sort(),
  };
}

const unite = (
  one: readonly ApproverReference[] = [],
  other: readonly ApproverReference[] = [],
): ApproverReference[] => [...new Set([...one, ...other])];

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
