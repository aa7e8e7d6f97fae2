import type { PersonFacts } from "#core/domain/policy/facts.ts";
import type { Subject, WhatSelector, WhoSelector } from "#core/domain/policy/selector.ts";

interface IndexedRule {
  readonly index: number;
  readonly who: WhoSelector | undefined;
  readonly what: WhatSelector | undefined;
  readonly answer: { readonly outcome: string };
}

/** One bit a rule, 32 rules a word. */
export type RuleSet = Uint32Array;

/**
 * Which rules' selectors fit, without looking at each rule: for every selector and value the set of rules that ask for it,
 * united within a selector and intersected across selectors. The cost is a few words per 32 rules whatever the policy
 * looks like, so no document can make decisions slow by being shaped badly.
 */
export class RuleIndex {
  readonly #words: number;
  readonly #denies: RuleSet;
  /** Rules without `who` are here and not among the people: the two are alternatives. */
  readonly #groups: Selector;
  readonly #people: Selector;
  readonly #actions: Selector;
  readonly #entitlements: Selector;
  readonly #resources: Selector;
  readonly #targets: Selector;
  readonly #tags = new Map<string, Selector>();
  readonly #scratch: RuleSet;

  constructor(rules: readonly IndexedRule[]) {
    this.#words = Math.ceil(rules.length / 32);
    this.#scratch = new Uint32Array(this.#words);
    this.#denies = ruleSet(
      this.#words,
      rules.filter((rule) => rule.answer.outcome === "deny").map(({ index }) => index),
    );
    const selector = (valuesOf: (rule: IndexedRule) => Iterable<string> | undefined): Selector =>
      new Selector(this.#words, rules, valuesOf);
    this.#groups = selector(({ who }) => who?.groups);
    this.#people = selector(({ who }) => who?.people ?? []);
    this.#actions = selector(({ what }) => what?.actions);
    this.#entitlements = selector(({ what }) => what?.entitlements);
    this.#resources = selector(({ what }) => what?.resources);
    this.#targets = selector(({ what }) => what?.targets);
    for (const key of new Set(rules.flatMap(({ what }) => what?.tags.map(([name]) => name) ?? []))) {
      this.#tags.set(
        key,
        selector(({ what }) => what?.tags.find(([name]) => name === key)?.[1]),
      );
    }
  }

  /** Rules for these people: one that denies must select either of them, any other must select both. */
  forPeople(person: PersonFacts, holder: PersonFacts): RuleSet {
    const rules = this.#forPerson(person);
    if (person === holder) return rules;
    const others = this.#forPerson(holder);
    for (let word = 0; word < rules.length; word += 1) {
      const [mine, theirs] = [rules[word] ?? 0, others[word] ?? 0];
      rules[word] = (mine & theirs) | ((mine | theirs) & (this.#denies[word] ?? 0));
    }
    return rules;
  }

  #forPerson({ groups, email }: PersonFacts): RuleSet {
    const rules = this.#groups.unite(new Uint32Array(this.#words), groups);
    this.#people.add(rules, [email.toLowerCase()]);
    return rules;
  }

  /** Of `rules`, those that select the subject, as indexes in document order. */
  forSubject(rules: RuleSet, { entitlement, resource, target }: Subject): number[] {
    const left = rules.slice();
    this.#actions.narrow(left, [entitlement.action], this.#scratch);
    this.#entitlements.narrow(left, [entitlement.id, entitlement.name], this.#scratch);
    this.#resources.narrow(left, [resource.id, resource.name], this.#scratch);
    this.#targets.narrow(left, [target.id, target.name], this.#scratch);
    for (const [key, selector] of this.#tags) {
      const value = Object.hasOwn(resource.tags, key) ? resource.tags[key] : undefined;
      selector.narrow(left, value === undefined ? [] : [value], this.#scratch);
    }
    return indexesOf(left);
  }
}

class Selector {
  readonly #any: RuleSet;
  readonly #byValue = new Map<string, RuleSet | readonly number[]>();
  readonly #unused: boolean;

  constructor(
    words: number,
    rules: readonly IndexedRule[],
    valuesOf: (rule: IndexedRule) => Iterable<string> | undefined,
  ) {
    const any: number[] = [];
    const lists = new Map<string, number[]>();
    for (const rule of rules) {
      const values = valuesOf(rule);
      if (values === undefined) any.push(rule.index);
      for (const value of values ?? []) {
        const list = lists.get(value);
        if (list === undefined) lists.set(value, [rule.index]);
        else list.push(rule.index);
      }
    }
    this.#any = ruleSet(words, any);
    this.#unused = any.length === rules.length;
    // A short list is quicker to add than a whole set, and thousands of sets would fill the memory.
    for (const [value, list] of lists) this.#byValue.set(value, list.length * 2 < words ? list : ruleSet(words, list));
  }

  /** Sets `into` to the rules that ask for one of the values, or for none in particular. */
  unite(into: RuleSet, values: readonly string[]): RuleSet {
    into.set(this.#any);
    this.add(into, values);
    return into;
  }

  /** Adds to `into` the rules that ask for one of the values. */
  add(into: RuleSet, values: readonly string[]): void {
    for (const value of values) {
      const rules = this.#byValue.get(value);
      if (rules === undefined) continue;
      if (rules instanceof Uint32Array) {
        for (let word = 0; word < into.length; word += 1) into[word] = (into[word] ?? 0) | (rules[word] ?? 0);
      } else {
        for (const rule of rules) into[rule >>> 5] = (into[rule >>> 5] ?? 0) | (1 << (rule & 31));
      }
    }
  }

  narrow(rules: RuleSet, values: readonly string[], scratch: RuleSet): void {
    if (this.#unused) return;
    const fitting = values.some((value) => this.#byValue.has(value)) ? this.unite(scratch, values) : this.#any;
    for (let word = 0; word < rules.length; word += 1) rules[word] = (rules[word] ?? 0) & (fitting[word] ?? 0);
  }
}

function ruleSet(words: number, rules: readonly number[]): RuleSet {
  const set = new Uint32Array(words);
  for (const rule of rules) set[rule >>> 5] = (set[rule >>> 5] ?? 0) | (1 << (rule & 31));
  return set;
}

function indexesOf(rules: RuleSet): number[] {
  const indexes: number[] = [];
  for (let word = 0; word < rules.length; word += 1) {
    let bits = rules[word] ?? 0;
    while (bits !== 0) {
      const bit = 31 - Math.clz32(bits & -bits);
      indexes.push(word * 32 + bit);
      bits &= bits - 1;
    }
  }
  return indexes;
}
