import {
  ConditionRequest,
  toAskerFacts,
  toConditionFacts,
  type AskerFacts,
  type ConditionFacts,
} from "#core/domain/policy/condition-facts.ts";
import type { Facts } from "#core/domain/policy/facts.ts";
import type { LimitedRequest } from "#core/domain/policy/rule-limits.ts";

/** Prepared once for everything that one person asks about at one moment. */
export class Asker {
  readonly #facts: Omit<Facts, "entitlement" | "resource" | "target">;
  #conditionFacts: AskerFacts | undefined;

  constructor(facts: Omit<Facts, "entitlement" | "resource" | "target">) {
    this.#facts = facts;
  }

  get conditionFacts(): AskerFacts {
    return (this.#conditionFacts ??= toAskerFacts(this.#facts));
  }
}

/** One question to the rules. What conditions read is made when the first condition is asked. */
export class DecisionCase {
  readonly facts: Facts;
  readonly ticketAssumed: boolean;
  readonly #asker: Asker;
  #conditionFacts: ConditionFacts | undefined;

  constructor(facts: Facts, asker: Asker = new Asker(facts), ticketAssumed = false) {
    this.facts = facts;
    this.#asker = asker;
    this.ticketAssumed = ticketAssumed;
  }

  get request(): LimitedRequest {
    return this.ticketAssumed ? { ...this.facts.request, ticketAssumed: true } : this.facts.request;
  }

  get conditionFacts(): ConditionFacts {
    return (this.#conditionFacts ??= toConditionFacts(this.facts, this.#asker.conditionFacts));
  }

  /** As if the holder asked. Undefined when the holder does ask. */
  get conditionFactsOfHolder(): ConditionFacts | undefined {
    if (this.facts.person.id === this.facts.holder.id) return undefined;
    return { ...this.conditionFacts, person: this.conditionFacts.holder };
  }

  /** The same case with another request: for "and if they asked for less?". */
  with(changes: Partial<Facts["request"]>, ticketAssumed: boolean): DecisionCase {
    const request = { ...this.facts.request, ...changes };
    const changed = new DecisionCase({ ...this.facts, request }, undefined, ticketAssumed);
    // Where nothing was made yet, making it may fail: that belongs to the condition that asks for it.
    if (this.#conditionFacts !== undefined) {
      const { onBehalf } = this.#conditionFacts.request;
      changed.#conditionFacts = { ...this.#conditionFacts, request: new ConditionRequest(request, onBehalf) };
    }
    return changed;
  }
}
