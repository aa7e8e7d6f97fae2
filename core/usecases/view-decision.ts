import type { PersonId } from "#core/domain/ids.ts";
import type { CombinedDecision, DecisionStage, Improvement, Reason } from "#core/domain/policy/decision.ts";
import type { StageAt } from "#core/domain/request/stages-at.ts";
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
  /** One after the other instead of all at once. */
  readonly ordered: boolean;
  readonly reasons: readonly Reason[];
  readonly maxDurationSeconds: number | null;
  /** Whoever decides, or the holder where nobody needs to, confirms it with a passkey. */
  readonly stepUp: boolean;
  readonly breakGlass: boolean;
}

interface StageView {
  readonly index: number;
  readonly need: number;
  readonly from: readonly string[];
  /** Those who can decide, whom silence brought in among them. */
  readonly approvers: readonly PersonName[];
  /** Who may vote for one of them now. */
  readonly standIns: readonly { readonly by: PersonName; readonly for: PersonName }[];
  readonly passed: boolean;
  /** Waiting for somebody now. */
  readonly open: boolean;
  readonly escalateTo: readonly string[];
  readonly escalated: boolean;
  readonly escalatesAt: Date | null;
}

/** `stages` as they stand at the moment; without them, as nobody has voted yet. */
export const viewDecision = (
  decision: CombinedDecision,
  name: (id: PersonId) => PersonName,
  stages: readonly (DecisionStage & Partial<StageAt>)[] = decision.stages,
): DecisionView => ({
  outcome: decision.outcome,
  policyVersion: decision.policyVersion,
  items: decision.items.map(({ entitlementId, decision: item }) => ({
    entitlementId,
    ruleId: item.ruleId ?? null,
    outcome: item.outcome,
    reasons: item.reasons,
    improvement: item.improvement ?? null,
  })),
  ordered: decision.ordered,
  stages: stages.map((stage) => ({
    index: stage.index,
    need: stage.need,
    from: stage.from,
    approvers: stage.approvers.map((id) => name(id as PersonId)),
    standIns: (stage.standIns ?? [])
      .filter((pair) => stage.approvers.includes(pair.for))
      .map((pair) => ({ by: name(pair.by as PersonId), for: name(pair.for as PersonId) })),
    passed: stage.passed ?? false,
    open: stage.open ?? (!decision.ordered || stage.index === 0),
    escalateTo: stage.escalateTo ?? [],
    escalated: stage.escalated ?? false,
    escalatesAt: stage.escalatesAt ?? null,
  })),
  reasons: decision.reasons,
  maxDurationSeconds: decision.maxDurationSeconds ?? null,
  stepUp: decision.stepUp,
  breakGlass: decision.breakGlass,
});

export const approversIn = (decision: CombinedDecision): readonly PersonId[] =>
  decision.stages.flatMap(({ approvers, escalateApprovers = [], standIns = [] }) => [
    ...approvers,
    ...escalateApprovers,
    ...standIns.map(({ by }) => by),
  ]) as PersonId[];
