import type { PersonId } from "#core/domain/ids.ts";
import type { CombinedDecision, Improvement, Reason } from "#core/domain/policy/decision.ts";
import type { PersonName } from "#core/usecases/names-of.ts";

/** A decision with the names of the people in it, as it is shown and sent. */
export interface DecisionView {
  readonly outcome: CombinedDecision["outcome"];
  readonly policyVersion: string;
  readonly items: readonly {
    readonly entitlementId: string;
    readonly ruleId: string | null;
    readonly outcome: CombinedDecision["outcome"];
    readonly reasons: readonly Reason[];
    readonly improvement: Improvement | null;
  }[];
  readonly stages: readonly StageView[];
  readonly reasons: readonly Reason[];
  readonly maxDurationSeconds: number | null;
}

interface StageView {
  readonly index: number;
  readonly need: number;
  readonly from: readonly string[];
  readonly approvers: readonly PersonName[];
}

export const viewDecision = (decision: CombinedDecision, name: (id: PersonId) => PersonName): DecisionView => ({
  outcome: decision.outcome,
  policyVersion: decision.policyVersion,
  items: decision.items.map(({ entitlementId, decision: item }) => ({
    entitlementId,
    ruleId: item.ruleId ?? null,
    outcome: item.outcome,
    reasons: item.reasons,
    improvement: item.improvement ?? null,
  })),
  stages: decision.stages.map(({ index, need, from, approvers }) => ({
    ...{ index, need, from },
    approvers: approvers.map((id) => name(id as PersonId)),
  })),
  reasons: decision.reasons,
  maxDurationSeconds: decision.maxDurationSeconds ?? null,
});

export const approversIn = (decision: CombinedDecision): readonly PersonId[] =>
  decision.stages.flatMap((stage) => stage.approvers) as PersonId[];
