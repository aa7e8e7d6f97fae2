import type { ApproverReference } from "#core/domain/policy/directory.ts";

export type Outcome = "deny" | "auto-approve" | "needs-approval";

/**
 * The answer of a policy to one entitlement in one request. Plain JSON, recorded as it is.
 * Sentences for its reasons come from `explain-reason.ts`, which the browser may use.
 */
export interface Decision {
  readonly outcome: Outcome;
  /** The rule that decided; absent when none matched, or when no rule was asked (a disabled person, a conflict). */
  readonly ruleId?: string;
  readonly policyVersion: string;
  /** Why the outcome is what it is: one or more for a deny, exactly one otherwise. */
  readonly reasons: readonly Reason[];
  /**
   * Rules whose selectors fit, in document order, and why each did not match. When a rule denies, only rules that deny;
   * otherwise those that permit up to the deciding one. `explainEveryRule` tells of all.
   */
  readonly considered: readonly Considered[];
  /** All must pass, by different people. Empty unless approval is needed. */
  readonly stages: readonly DecisionStage[];
  /** Stages are asked one after the other instead of at once. */
  readonly ordered: boolean;
  /** Present when approval is needed. */
  readonly lapseAfterSeconds?: number;
  /** Approvers (or the holder, where nobody needs to approve) must confirm with a passkey. */
  readonly stepUp: boolean;
  readonly breakGlass: boolean;
  /** Approver references to be told at once. */
  readonly notify: readonly ApproverReference[];
  /** What the deciding rule allows. */
  readonly maxDurationSeconds?: number;
  readonly minDurationSeconds?: number;
  /** The smallest change to the request that would give a better answer. */
  readonly improvement?: Improvement;
}

export interface DecisionStage {
  /** Its place in the decision, from 0. */
  readonly index: number;
  /** As written in the policy. */
  readonly from: readonly ApproverReference[];
  /** How many different people. */
  readonly need: number;
  /** Ids of the enabled people who can decide now, neither requester nor holder; sorted, never fewer than `need`. */
  readonly approvers: readonly string[];
  readonly escalateAfterSeconds?: number;
  readonly escalateTo?: readonly ApproverReference[];
  /** Whom `escalateTo` names, by the same rules as `approvers`; may be empty. */
  readonly escalateApprovers?: readonly string[];
  /** Who may vote for one of those people now: enabled, neither requester nor holder. Absent when nobody is away. */
  readonly standIns?: readonly StandIn[];
}

/** The vote of `by` counts as that of `for`, and as nobody else's. */
export interface StandIn {
  readonly by: string;
  readonly for: string;
}

export interface Considered {
  readonly ruleId: string;
  readonly matched: boolean;
  /** Present when it did not match, and when it matched only because its condition failed. */
  readonly why?: Reason;
}

/** Change these properties of the request, all of them, and the answer becomes `outcome`, by `ruleId`. */
export interface Improvement {
  readonly outcome: Exclude<Outcome, "deny">;
  readonly ruleId: string;
  readonly durationSeconds?: number;
  readonly addTicket?: true;
  /** A regular expression that the ticket must match. */
  readonly ticketPattern?: string;
  readonly justificationLength?: number;
}

/** A fact about a decision or about one rule: a stable code and what its sentence needs. */
export type Reason =
  // why a decision is what it is
  | { readonly code: "approved_by_rule"; readonly ruleId: string }
  | { readonly code: "approval_needed"; readonly ruleId: string }
  | { readonly code: "denied_by_rule"; readonly ruleId: string; readonly message: string }
  | {
      readonly code: "denied_by_failed_condition";
      readonly ruleId: string;
      readonly message: string;
      readonly error: string;
    }
  | { readonly code: "no_rule_matches" }
  | { readonly code: "person_disabled"; readonly who: "requester" | "holder" }
  | ({ readonly code: "nobody_can_decide"; readonly ruleId: string; readonly stage: number } & Shortage)
  | { readonly code: "too_few_people"; readonly ruleId?: string; readonly need: number; readonly have: number }
  | ({ readonly code: "conflict"; readonly conflictId: string; readonly message: string } & ConflictPair)
  | { readonly code: "invalid_facts"; readonly field: string }
  // why a rule did not match
  | { readonly code: "who_does_not_match" }
  | { readonly code: "what_does_not_match" }
  | { readonly code: "condition_false" }
  | { readonly code: "condition_failed"; readonly error: string }
  | { readonly code: "too_long"; readonly askedSeconds: number; readonly atMostSeconds: number }
  | { readonly code: "too_short"; readonly askedSeconds: number; readonly atLeastSeconds: number }
  | { readonly code: "justification_too_short"; readonly length: number; readonly atLeast: number }
  | { readonly code: "ticket_missing"; readonly pattern: string }
  | { readonly code: "ticket_does_not_match"; readonly pattern: string }
  | { readonly code: "only_break_glass" }
  | { readonly code: "not_for_break_glass" };

interface Shortage {
  readonly from: readonly ApproverReference[];
  readonly need: number;
  readonly have: number;
}

interface ConflictPair {
  /** Names of the entitlements that must not be held together. */
  readonly wanted: string;
  readonly held: string;
  /** Whether `held` is held already, or asked for in the same request. */
  readonly alsoAsked: boolean;
}

/** The answer to one request over several entitlements: decided whole, as strictly as its strictest item. */
export interface CombinedDecision {
  readonly outcome: Outcome;
  readonly policyVersion: string;
  readonly items: readonly DecisionItem[];
  readonly stages: readonly DecisionStage[];
  readonly ordered: boolean;
  readonly lapseAfterSeconds?: number;
  readonly stepUp: boolean;
  readonly breakGlass: boolean;
  readonly notify: readonly ApproverReference[];
  /** The least of the items' maxima; absent when no item has one. */
  readonly maxDurationSeconds?: number;
  /** Refusals that belong to the whole and to no single item. */
  readonly reasons: readonly Reason[];
}

export interface DecisionItem {
  readonly entitlementId: string;
  readonly decision: Decision;
}
