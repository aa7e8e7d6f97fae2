import { isEnabled } from "#core/domain/directory/person.ts";
import { decideTogether } from "#core/domain/policy/decide-together.ts";
import type { Considered } from "#core/domain/policy/decision.ts";
import { explainEveryRule } from "#core/domain/policy/explain-every-rule.ts";
import type { Facts } from "#core/domain/policy/facts.ts";
import type { SimulatePolicyInput } from "#core/domain/policy/policy-input.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { itemFacts, sharedFacts } from "#core/usecases/decide-request.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import { approversIn, type DecisionView, viewDecision } from "#core/usecases/view-decision.ts";

export interface Simulation {
  readonly at: Date;
  readonly decision: DecisionView;
  /** Every rule in the order of the document, why it matched or not; the first of many. */
  readonly rules: readonly Considered[];
  readonly ruleCount: number;
}

type SimulateRefusal = "not_allowed" | "invalid_policy" | "unknown_person" | "unknown_entitlement";

const duties = ["administrator", "reviewer", "auditor"] as const;
const shownRules = 500;

/**
 * What a policy would answer to somebody else, and what every rule of it says to that: with today's people and grants, at an
 * instant of choice, and nobody signed in. Has no effect.
 */
export const simulatePolicy: UseCase<SimulatePolicyInput, Simulation, SimulateRefusal> = async (
  core,
  caller,
  input,
) => {
  if (!duties.some((duty) => caller.person.roles.includes(duty))) return refuse("not_allowed");
  const [basis, requester, holder, [item], now] = await Promise.all([
    core.policies.basis(),
    core.people.find(input.requesterId),
    core.people.find(input.holderId ?? input.requesterId),
    core.catalogue.ofIds([input.entitlementId]),
    core.clock.now(),
  ]);
  if (!requester || !holder || !isEnabled(holder)) return refuse("unknown_person");
  if (!item) return refuse("unknown_entitlement");
  const compiled = policyOf(core, input.document) ?? (input.document === undefined ? basis.compiled : null);
  if (!compiled) return refuse("invalid_policy");
  const at = input.at ?? now;
  const { durationSeconds, justification, ticket = null } = input;
  const ask = { requester, holder, durationSeconds, justification, ticket, startsAt: null, extendsGrantId: null };
  const shared = await sharedFacts(core, { ...ask, session: null, address: null }, basis, at);
  const facts: Facts = { ...shared, ...itemFacts(item) };
  const { directory } = basis.directoryAt(at);
  const decision = decideTogether(compiled, [facts], { directory, policyVersion: String(basis.policy.number) });
  const rules = explainEveryRule(compiled, facts);
  const name = await namesOf(core, approversIn(decision));
  return ok({
    at,
    decision: viewDecision(decision, name),
    rules: rules.slice(0, shownRules),
    ruleCount: rules.length,
  });
};

const policyOf = (core: Core, document: string | undefined) => {
  const checked = document === undefined ? null : core.policies.check(document);
  return checked?.ok ? checked.value.compiled : null;
};
