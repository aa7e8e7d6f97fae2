import { checkConflicts } from "#core/domain/policy/check-conflicts.ts";
import type { CompiledPolicy, CompiledRule } from "#core/domain/policy/compiled-policy.ts";
import { Asker, DecisionCase } from "#core/domain/policy/decision-case.ts";
import type { Decision, Reason } from "#core/domain/policy/decision.ts";
import type { Directory } from "#core/domain/policy/directory.ts";
import { evaluateRules, type Verdict } from "#core/domain/policy/evaluate-rules.ts";
import type { Facts } from "#core/domain/policy/facts.ts";
import { findImprovement } from "#core/domain/policy/find-improvement.ts";
import type { Subject } from "#core/domain/policy/selector.ts";
import { Staffing } from "#core/domain/policy/staffing.ts";

export interface DecisionContext {
  readonly directory: Directory;
  /** Carried by the decision. */
  readonly policyVersion: string;
}

/**
 * What the policy answers to one entitlement. Pure: the same policy, facts and directory give the same decision, to
 * the byte, which is what preview, submission, re-check, simulation and replay rest on. Facts of the right types never make
 * it throw; what cannot be decided is a deny with its reason.
 */
export function decide(policy: CompiledPolicy, facts: Facts, context: DecisionContext): Decision {
  const refused = refuseUnsound(facts, context);
  if (refused !== undefined) return refused;
  const asked = new DecisionCase(facts);
  const rules = policy.index.forPeople(facts.person, facts.holder);
  const candidates = pick(policy, policy.index.forSubject(rules, facts));
  const staffing = new Staffing(context.directory, facts);
  const { decision, verdict } = answer(policy, candidates, asked, staffing, context);
  if (decision.outcome === "auto-approve") return decision;
  const improvement = findImprovement(
    verdict,
    asked,
    decision.outcome,
    (changed) => answer(policy, candidates, changed, staffing, context).decision,
  );
  return improvement === undefined ? decision : { ...decision, improvement };
}

/**
 * The answers to many entitlements for one person, in their order: a catalogue. As `decide`, without improvements; what
 * concerns only the person is worked out once.
 */
export function decideMany(
  policy: CompiledPolicy,
  common: Omit<Facts, keyof Subject>,
  subjects: readonly Pick<Facts, keyof Subject>[],
  context: DecisionContext,
): Decision[] {
  const refused = refuseUnsound(common, context);
  if (refused !== undefined) return subjects.map(() => refused);
  const asker = new Asker(common);
  const staffing = new Staffing(context.directory, common);
  const rules = policy.index.forPeople(common.person, common.holder);
  return subjects.map((subject) => {
    const asked = new DecisionCase({ ...common, ...subject }, asker);
    const candidates = pick(policy, policy.index.forSubject(rules, subject));
    return answer(policy, candidates, asked, staffing, context).decision;
  });
}

/** Decides among the rules whose selectors fit, however they were found. */
export function answer(
  policy: CompiledPolicy,
  candidates: readonly CompiledRule[],
  asked: DecisionCase,
  staffing: Staffing,
  context: DecisionContext,
): { readonly decision: Decision; readonly verdict: Verdict } {
  const { facts } = asked;
  const verdict = evaluateRules(candidates, asked);
  const conflicts = policy.conflicts.length === 0 ? [] : checkConflicts(policy.conflicts, facts.activeGrants, [facts]);
  const refusals: Reason[] = [...verdict.denies.map(({ reason }) => reason), ...conflicts];
  const ruleId = verdict.denies[0]?.rule.id;
  const { considered, decided } = verdict;
  if (refusals.length > 0) return { decision: denied(refusals, context, considered, ruleId), verdict };
  if (decided === undefined) return { decision: denied([{ code: "no_rule_matches" }], context, considered), verdict };
  return { decision: permitted(decided, verdict, asked, staffing, context), verdict };
}

/** An emergency that nobody confirmed within the hour is over, or another request. */
const emergencyLapseSeconds = 3600;

function permitted(
  rule: CompiledRule,
  { considered, decided }: Verdict,
  { facts }: DecisionCase,
  staffing: Staffing,
  context: DecisionContext,
): Decision {
  const { id: ruleId, answer: permit, breakGlass } = rule;
  if (decided === undefined || permit.outcome === "deny") throw new Error(`rule ${ruleId} permits nothing`);
  const { limits, stepUp, notify } = permit;
  const common = {
    ruleId,
    policyVersion: context.policyVersion,
    considered,
    stepUp,
    breakGlass,
    notify,
    maxDurationSeconds: limits.maxDurationSeconds,
    ...(limits.minDurationSeconds !== undefined && { minDurationSeconds: limits.minDurationSeconds }),
  };
  const alone = permit.outcome === "auto-approve";
  if (alone && !(breakGlass && facts.request.needsSecondPerson)) {
    return {
      outcome: "auto-approve",
      ...common,
      reasons: [{ code: "approved_by_rule", ruleId }],
      stages: [],
      ordered: false,
    };
  }
  const { owners } = facts.resource;
  const staffed = alone ? staffing.staffSecondPerson(rule, owners) : staffing.staff(decided, owners);
  if (!staffed.ok) return denied([staffed.error], context, considered, ruleId);
  return {
    outcome: "needs-approval",
    ...common,
    reasons: [{ code: "approval_needed", ruleId }],
    stages: staffed.value,
    ...(alone
      ? { ordered: false, lapseAfterSeconds: emergencyLapseSeconds }
      : { ordered: permit.ordered, lapseAfterSeconds: permit.lapseAfterSeconds }),
  };
}

const denied = (
  reasons: readonly Reason[],
  { policyVersion }: DecisionContext,
  considered: Decision["considered"] = [],
  ruleId?: string,
): Decision => ({
  outcome: "deny",
  ...(ruleId !== undefined && { ruleId }),
  policyVersion,
  reasons,
  considered,
  stages: [],
  ordered: false,
  stepUp: false,
  breakGlass: false,
  notify: [],
});

/** Refuses before any rule is asked what no rule may allow; undefined when the rules may be asked. */
export function refuseUnsound(
  { person, holder, request, now }: Omit<Facts, keyof Subject>,
  context: DecisionContext,
): Decision | undefined {
  const { durationSeconds } = request;
  const reasons: Reason[] = [];
  if (!person.enabled) reasons.push({ code: "person_disabled", who: "requester" });
  if (!holder.enabled) reasons.push({ code: "person_disabled", who: "holder" });
  if (!(Number.isFinite(durationSeconds) && durationSeconds > 0)) {
    reasons.push({ code: "invalid_facts", field: "request.durationSeconds" });
  }
  if (Number.isNaN(now.getTime())) reasons.push({ code: "invalid_facts", field: "now" });
  return reasons.length === 0 ? undefined : denied(reasons, context);
}

const pick = ({ rules }: CompiledPolicy, indexes: readonly number[]): CompiledRule[] =>
  indexes.flatMap((index) => rules[index] ?? []);
