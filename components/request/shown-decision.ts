import type { Improvement, Outcome, Reason } from "#core/domain/policy/decision.ts";

export interface ShownStage {
  readonly need: number;
  readonly approvers: readonly { readonly id: string; readonly name: string }[];
}

/** A decision with the names of the people in it. */
export interface ShownDecision {
  readonly outcome: Outcome;
  readonly policyVersion: string;
  readonly items: readonly {
    readonly entitlementId: string;
    readonly ruleId: string | null;
    readonly outcome: Outcome;
    readonly reasons: readonly Reason[];
    readonly improvement: Improvement | null;
  }[];
  readonly stages: readonly ShownStage[];
  readonly reasons: readonly Reason[];
  readonly maxDurationSeconds: number | null;
  readonly stepUp: boolean;
  readonly breakGlass: boolean;
}
