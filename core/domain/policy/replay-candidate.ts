import { checkConflicts } from "#core/domain/policy/check-conflicts.ts";
import { combineDecisions } from "#core/domain/policy/combine-decisions.ts";
import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import { decideMany } from "#core/domain/policy/decide.ts";
import type { CombinedDecision, DecisionStage, Outcome } from "#core/domain/policy/decision.ts";
import { replayDirectory } from "#core/domain/policy/directory-record.ts";
import { replayFacts } from "#core/domain/policy/facts-record.ts";
import type { RecordedFacts } from "#core/domain/policy/recorded-facts.ts";

/** What of a decision says how a request was answered. */
export interface RecordedAnswer {
  readonly outcome: Outcome;
  readonly ordered: boolean;
  readonly stages: readonly Pick<DecisionStage, "from" | "need" | "escalateAfterSeconds" | "escalateTo">[];
}

/** As much of an answer as whoever reads a replay is shown. */
export interface ShownAnswer {
  readonly outcome: Outcome;
  readonly stages: readonly { readonly need: number; readonly from: readonly string[] }[];
}

/** `unknown`: the other policy asks something that was not asked then, so nobody can know. */
export const replayKinds = ["same", "denied", "needs-approval", "auto-approve", "routed-otherwise", "unknown"] as const;
export type ReplayKind = (typeof replayKinds)[number];

export interface Replayed {
  readonly kind: ReplayKind;
  readonly decision: CombinedDecision;
  /** What it asked that was not recorded: "group:leads". */
  readonly unknown: readonly string[];
}

/**
 * What another policy would have answered, from the facts and the directory's answers as they were recorded, never from
 * today's. Throws for a record that is none: it is never guessed at.
 */
export const replayCandidate = (
  policy: CompiledPolicy,
  policyVersion: string,
  recorded: RecordedAnswer,
  { items, directory }: RecordedFacts,
): Replayed => {
  const unknown = new Set<string>();
  const context = { directory: replayDirectory(directory, (question) => unknown.add(question)), policyVersion };
  const facts = items.map(replayFacts);
  // As `decideTogether`, without looking for what would have been better: that costs more than the answer.
  const answers = facts.flatMap((each) =>
    decideMany(policy, each, [each], context).map((answer) => ({
      entitlementId: each.entitlement.id,
      decision: answer,
    })),
  );
  const decision = combineDecisions(answers, checkConflicts(policy.conflicts, [], facts));
  const kind = unknown.size > 0 ? "unknown" : kindOf(recorded, decision);
  return { kind, decision, unknown: [...unknown].sort() };
};

const kindOf = (was: RecordedAnswer, would: RecordedAnswer): ReplayKind => {
  if (was.outcome !== would.outcome) return would.outcome === "deny" ? "denied" : would.outcome;
  return was.outcome !== "needs-approval" || routeOf(was) === routeOf(would) ? "same" : "routed-otherwise";
};

const routeOf = ({ ordered, stages }: RecordedAnswer): string =>
  JSON.stringify([
    ordered,
    ...stages.map(({ from, need, escalateAfterSeconds, escalateTo }) => [from, need, escalateAfterSeconds, escalateTo]),
  ]);
