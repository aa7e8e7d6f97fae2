import fc from "fast-check";
import { expect, test } from "vitest";
import type { CompiledPolicy } from "#core/domain/policy/compile-policy.ts";
import { decide } from "#core/domain/policy/decide.ts";
import type { Decision, Outcome } from "#core/domain/policy/decision.ts";
import { recordDirectory, replayDirectory } from "#core/domain/policy/directory-record.ts";
import { decideByScan, explainEveryRule } from "#core/domain/policy/explain-every-rule.ts";
import { explainImprovement, explainReason } from "#core/domain/policy/explain-reason.ts";
import { recordFacts, replayFacts } from "#core/domain/policy/facts-record.ts";
import type { Facts, PersonFacts } from "#core/domain/policy/facts.ts";
import { directoryOf, factsOf, personFacts, policyOf } from "#core/domain/policy/fixture-company.ts";

const some = <T>(...values: T[]): fc.Arbitrary<T[]> => fc.subarray(values, { minLength: 1 });
const selector = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const sparse = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
const selectorOf = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object | undefined> =>
  fc.record(shape).map((record) => (Object.keys(sparse(record)).length === 0 ? undefined : sparse(record)));

const who = selectorOf({
  groups: selector(some("g0", "g1", "g2")),
  people: selector(some("alice@example.test", "BOB@example.test")),
});
const tags = fc.dictionary(fc.constantFrom("env", "team"), fc.oneof(fc.constantFrom("x", "y"), some("x", "y")), {
  minKeys: 1,
  maxKeys: 2,
  noNullPrototype: true,
});
const what = selectorOf({
  actions: selector(some("read", "write")),
  tags: selector(tags),
  resources: selector(some("res_0", "r1")),
  entitlements: selector(some("ent_0", "read on r1")),
  targets: selector(some("main", "other")),
});
const when = fc.option(
  fc.constantFrom(
    "person.onCall",
    "holder.onCall",
    'request.duration <= duration("1h")',
    "person.attributes.level >= 2",
    'request.ticket != ""',
    "now.getHours(person.timezone) < 12",
    "size(activeGrants) == 0",
  ),
  { nil: undefined },
);
const duration = fc.constantFrom("30m", "1h", "4h");
const denial = fc.constant({ deny: "no" });
const permission = fc.oneof(
  fc.record({ autoApprove: fc.constant(true), maxDuration: duration, minJustification: fc.constantFrom(1, 60) }),
  fc.record({
    maxDuration: duration,
    approval: fc.array(
      fc.record({
        from: some("group:a", "group:b", "resource.owners", "requester.manager"),
        need: fc.integer({ min: 1, max: 2 }),
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  }),
);
const ruleOf = (then: fc.Arbitrary<object>) => fc.record({ who, what, when, then }).map((rule) => sparse(rule));
const named = (rules: Record<string, unknown>[]) => rules.map((rule, index) => ({ id: `r${index}`, ...rule }));
const anyRules = fc.array(ruleOf(fc.oneof(denial, permission)), { maxLength: 70 }).map(named);

const someone = (name: string): fc.Arbitrary<PersonFacts> =>
  fc
    .record({
      groups: fc.subarray(["g0", "g1", "g2", "g3"]),
      onCall: fc.boolean(),
      enabled: fc.boolean().map((rare) => rare || name !== "zoe"),
      timezone: fc.constantFrom("UTC", "Asia/Tokyo"),
      attributes: fc.constantFrom({}, { level: 1 }, { level: 2 }),
    })
    .map((facts) => personFacts(name, facts));
const facts: fc.Arbitrary<Facts> = fc
  .record({
    person: fc.oneof(someone("alice"), someone("bob"), someone("zoe")),
    other: fc.option(someone("carl"), { nil: undefined, freq: 3 }),
    action: fc.constantFrom("read", "write", "drop"),
    name: fc.constantFrom("r0", "r1"),
    tags: fc.dictionary(fc.constantFrom("env", "team", "constructor"), fc.constantFrom("x", "y"), {
      noNullPrototype: true,
    }),
    owners: fc.constantFrom<string[]>([], ["group:a"], ["person:olga@example.test"]),
    durationSeconds: fc.constantFrom(1_800, 3_600, 3_601, 14_400, 28_800),
    ticket: fc.constantFrom("", "OPS-1"),
  })
  .map(({ person, other, action, name, tags, owners, durationSeconds, ticket }) =>
    factsOf({
      person,
      ...(other && { holder: other }),
      action,
      resource: { name, tags, owners },
      request: { durationSeconds, ticket },
    }),
  );
const directory = directoryOf({
  groups: { a: ["olga", "alice"], b: ["bob", "carl", "olga"] },
  managers: { alice: "bob", bob: "bob" },
});
const context = { directory, policyVersion: "1" };
const plain = (decision: Decision): Decision => {
  const { improvement, ...rest } = decision;
  return improvement === undefined ? decision : rest;
};
const rank: Record<Outcome, number> = { deny: 0, "needs-approval": 1, "auto-approve": 2 };
const answers = (policy: CompiledPolicy, asked: Facts): Decision => decide(policy, asked, context);

test("the index finds what looking at every rule finds", () => {
  fc.assert(
    fc.property(anyRules, fc.array(facts, { minLength: 1, maxLength: 5 }), (rules, cases) => {
      const policy = policyOf(rules);
      for (const asked of cases) expect(plain(answers(policy, asked))).toEqual(decideByScan(policy, asked, context));
    }),
    { numRuns: 500 },
  );
});

test("the explanation of every rule agrees with the decision", () => {
  fc.assert(
    fc.property(anyRules, facts, (rules, asked) => {
      const policy = policyOf(rules);
      const explained = explainEveryRule(policy, asked);
      expect(explained.map(({ ruleId }) => ruleId)).toEqual(rules.map(({ id }) => id));
      if (!asked.person.enabled || !asked.holder.enabled) return;
      const matching = policy.rules.filter(({ index }) => explained[index]?.matched);
      const denies = matching.find(({ answer }) => answer.outcome === "deny");
      expect(answers(policy, asked).ruleId).toBe((denies ?? matching[0])?.id);
      for (const { matched, why } of explained) expect(matched || why !== undefined).toBe(true);
    }),
  );
});

test("adding a deny never makes an answer better", () => {
  fc.assert(
    fc.property(anyRules, ruleOf(denial), fc.nat(), facts, (rules, denies, place, asked) => {
      const at = place % (rules.length + 1);
      const more = [...rules.slice(0, at), { id: "added", ...denies }, ...rules.slice(at)];
      expect(rank[answers(policyOf(more), asked).outcome]).toBeLessThanOrEqual(
        rank[answers(policyOf(rules), asked).outcome],
      );
    }),
  );
});

test("where the denies stand changes nothing but which is named first", () => {
  const withDenies = fc.array(ruleOf(denial), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(anyRules, withDenies, fc.infiniteStream(fc.nat()), facts, (rules, denies, random, asked) => {
      const added = denies.map((rule, index) => ({ id: `d${index}`, ...rule }));
      const moved = [...rules];
      for (const rule of added) moved.splice(Number(random.next().value) % (moved.length + 1), 0, rule);
      const [one, two] = [answers(policyOf([...rules, ...added]), asked), answers(policyOf(moved), asked)];
      expect(two.outcome).toBe(one.outcome);
      expect(two.stages).toEqual(one.stages);
      expect(new Set(two.reasons.map((reason) => JSON.stringify(reason)))).toEqual(
        new Set(one.reasons.map((reason) => JSON.stringify(reason))),
      );
      if (one.outcome !== "deny") expect(two.ruleId).toBe(one.ruleId);
    }),
  );
});

test("neither requester nor holder ever stands among the approvers, and stages can pass", () => {
  fc.assert(
    fc.property(anyRules, facts, (rules, asked) => {
      const { outcome, stages } = answers(policyOf(rules), asked);
      expect(stages.length > 0).toBe(outcome === "needs-approval");
      for (const { approvers, need } of stages) {
        expect(approvers).not.toContain(asked.person.id);
        expect(approvers).not.toContain(asked.holder.id);
        expect(approvers.length).toBeGreaterThanOrEqual(need);
      }
    }),
    { numRuns: 500 },
  );
});

test("a suggested change gives what it promises", () => {
  let suggested = 0;
  const open = fc.record({
    when,
    then: fc.oneof({ weight: 1, arbitrary: denial }, { weight: 5, arbitrary: permission }),
  });
  const openRules = fc
    .array(
      open.map((rule) => sparse(rule)),
      { minLength: 1, maxLength: 4 },
    )
    .map(named);
  fc.assert(
    fc.property(openRules, facts, (rules, asked) => {
      const policy = policyOf(rules);
      const { improvement, outcome } = answers(policy, asked);
      if (improvement === undefined) return;
      suggested += 1;
      const { durationSeconds = asked.request.durationSeconds, addTicket, justificationLength } = improvement;
      const request = {
        ...{ ...asked.request, durationSeconds },
        ...(addTicket && { ticket: "OPS-2" }),
        ...(justificationLength !== undefined && { justification: "why ".repeat(justificationLength) }),
      };
      const better = answers(policy, { ...asked, request });
      expect(better).toMatchObject({ outcome: improvement.outcome, ruleId: improvement.ruleId });
      expect(rank[better.outcome]).toBeGreaterThan(rank[outcome]);
      expect(explainImprovement(improvement)).toMatch(/^(Ask|Add|Write).+\.$/);
    }),
    { numRuns: 1_000 },
  );
  expect(suggested).toBeGreaterThan(50);
});

test("a decision replays to the same answer from the JSON of its inputs", () => {
  fc.assert(
    fc.property(anyRules, facts, (rules, asked) => {
      const policy = policyOf(rules);
      const recorder = recordDirectory(directory);
      const decision = decide(policy, asked, { directory: recorder.directory, policyVersion: "1" });
      const kept = JSON.parse(
        JSON.stringify({ facts: recordFacts(asked), directory: recorder.record(), decision }),
      ) as {
        facts: unknown;
        directory: ReturnType<typeof recorder.record>;
        decision: unknown;
      };
      const unknown: string[] = [];
      const replayed = decide(policy, replayFacts(kept.facts), {
        directory: replayDirectory(kept.directory, (question) => unknown.push(question)),
        policyVersion: "1",
      });
      expect(replayed).toEqual(decision);
      expect(kept.decision).toEqual(decision);
      expect(unknown).toEqual([]);
      for (const reason of [...decision.reasons, ...decision.considered.flatMap(({ why }) => why ?? [])]) {
        expect(explainReason(reason)).toMatch(/[.)]$/);
      }
    }),
  );
});
