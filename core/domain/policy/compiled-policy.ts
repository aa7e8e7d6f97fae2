import type { ApproverReference } from "#core/domain/policy/directory.ts";
import type { Condition } from "#core/domain/policy/compile-condition.ts";
import type { ConflictSet } from "#core/domain/policy/check-conflicts.ts";
import type { PolicyDocument } from "#core/domain/policy/policy-document.ts";
import type { RuleIndex } from "#core/domain/policy/rule-index.ts";
import type { WhatSelector, WhoSelector } from "#core/domain/policy/selector.ts";

/** A policy ready to decide. Holds no state that a decision changes; safe to share. */
export interface CompiledPolicy {
  readonly document: PolicyDocument;
  readonly rules: readonly CompiledRule[];
  readonly conflicts: readonly ConflictSet[];
  readonly index: RuleIndex;
}

export interface CompiledRule {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly id: string;
  readonly who: WhoSelector | undefined;
  readonly what: WhatSelector | undefined;
  readonly condition: Condition | undefined;
  readonly breakGlass: boolean;
  readonly answer: Answer;
}

export type Answer =
  | { readonly outcome: "deny"; readonly message: string }
  | ({ readonly outcome: "auto-approve" } & Permission)
  | ({ readonly outcome: "needs-approval" } & Permission & Approval);

interface Permission {
  readonly limits: Limits;
  readonly stepUp: boolean;
  readonly notify: readonly ApproverReference[];
}

interface Approval {
  readonly stages: readonly StageSpec[];
  readonly ordered: boolean;
  readonly lapseAfterSeconds: number;
}

export interface Limits {
  readonly maxDurationSeconds: number;
  readonly minDurationSeconds?: number;
  readonly minJustification?: number;
  readonly ticketPattern?: RegExp;
}

export interface StageSpec {
  readonly from: readonly ApproverReference[];
  readonly need: number;
  readonly escalateAfterSeconds?: number;
  readonly escalateTo?: readonly ApproverReference[];
}
