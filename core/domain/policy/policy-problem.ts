/** Something wrong with a policy document. Problems of severity "error" stop it from being used. */
export interface PolicyProblem {
  readonly severity: "error" | "warning";
  readonly code: PolicyProblemCode;
  /** Keys from the document's root: `["rules", 2, "when"]`. */
  readonly path: readonly (string | number)[];
  /** Where in the text at `path` it begins, counted in characters from 0: for conditions. */
  readonly offset?: number;
  /** In the document's text, both from 1; known once the document adapter has located the path. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** A problem within one condition; `offset` counts characters from its beginning. */
export type ConditionProblem = Pick<PolicyProblem, "code" | "message"> & { readonly offset: number };

export type PolicyProblemCode =
  | "invalid_yaml"
  | "too_large"
  | "invalid_document"
  | "unknown_key"
  | "duplicate_rule_id"
  | "duplicate_conflict_id"
  | "duplicate_test_name"
  | "invalid_condition"
  | "unknown_variable"
  | "unknown_field"
  | "condition_not_boolean"
  | "condition_constant"
  | "unreadable_literal"
  | "unsafe_condition"
  | "unsafe_pattern"
  | "duplicate_rule"
  | "shadowed_rule"
  | "unreachable_rule"
  | "rule_for_everyone_and_everything"
  | "unknown_approver"
  | "nobody_can_decide"
  | "sole_approver_may_ask"
  | "conflict_with_itself"
  | "failed_test";
