import { describe, expect, test } from "vitest";
import { decide, decideMany } from "#core/domain/policy/decide.ts";
import type { Decision } from "#core/domain/policy/decision.ts";
import { directoryOf, factsOf, personFacts, policyOf, type Ask } from "#core/domain/policy/fixture-company.ts";
import type { AttributeValue } from "#core/domain/policy/facts.ts";

const directory = directoryOf({ groups: { owners: ["olga", "otto"], security: ["sven", "sara"] } });
const ask = (rules: readonly unknown[], facts: Ask = {}, from = directory): Decision =>
  decide(policyOf(rules), factsOf(facts), { directory: from, policyVersion: "7" });

const auto = (id: string, rest: object = {}, then: object = {}) => ({
  id,
  ...rest,
  then: { autoApprove: true, maxDuration: "8h", ...then },
});
const deny = (id: string, rest: object = {}) => ({ id, ...rest, then: { deny: `${id} says no` } });
const approval = (id: string, stages: object[], then: object = {}, rest: object = {}) => ({
  id,
  ...rest,
  then: { approval: stages, maxDuration: "8h", ...then },
});

describe("the four sentences", () => {
  const permutations = [
    [deny("d"), auto("a"), auto("b")],
    [auto("a"), deny("d"), auto("b")],
    [auto("a"), auto("b"), deny("d")],
  ];
  test.each(permutations)("a matching deny always wins, wherever it stands", (...rules) => {
    expect(ask(rules)).toMatchObject({ outcome: "deny", ruleId: "d", reasons: [{ code: "denied_by_rule" }] });
  });

  test("every matching deny is reported, the first in the document as the deciding one", () => {
    const decision = ask([deny("one"), auto("a"), deny("two"), deny("three", { when: "false" })]);
    expect(decision.ruleId).toBe("one");
    expect(decision.reasons.map((reason) => "ruleId" in reason && reason.ruleId)).toEqual(["one", "two"]);
  });

  test("otherwise the first matching rule decides", () => {
    expect(ask([auto("no", { who: { groups: ["sre"] } }), auto("first"), auto("second")])).toMatchObject({
      outcome: "auto-approve",
      ruleId: "first",
      policyVersion: "7",
    });
  });

  test("if none matches, the answer is no", () => {
    for (const rules of [[], [auto("sre", { who: { groups: ["sre"] } })]]) {
      const decision = ask(rules);
      expect(decision).toMatchObject({ outcome: "deny", reasons: [{ code: "no_rule_matches" }] });
      expect(decision).not.toHaveProperty("ruleId");
    }
  });

  test("an error in a deny's condition counts as a match and is reported", () => {
    const decision = ask([auto("a"), deny("d", { when: 'person.attributes.missing == "x"' })]);
    expect(decision).toMatchObject({ outcome: "deny", ruleId: "d" });
    expect(decision.reasons).toEqual([
      { code: "denied_by_failed_condition", ruleId: "d", message: "d says no", error: "No such key: missing" },
    ]);
    expect(decision.considered).toEqual([
      { ruleId: "d", matched: true, why: { code: "condition_failed", error: "No such key: missing" } },
    ]);
  });

  test("an error in any other condition counts as no match and is reported", () => {
    const decision = ask([auto("a", { when: "1 / 0 > 0" }), approval("b", [{ from: ["group:owners"], need: 1 }])]);
    expect(decision).toMatchObject({ outcome: "needs-approval", ruleId: "b" });
    expect(decision.considered[0]).toMatchObject({ ruleId: "a", matched: false, why: { code: "condition_failed" } });
  });
});

describe("conditions on what is missing fail closed", () => {
  const cases: [condition: string, attributes: Record<string, AttributeValue>][] = [
    ["person.attributes.level >= 3", {}],
    ["person.attributes.level >= 3", { level: "high" }],
    ["person.attributes.cleared", { cleared: "yes" }],
    ["person.attributes.constructor == 1", {}],
    ["person.attributes.__proto__ == 1", {}],
    ['session.method == "passkey"', {}],
    ["request.startsAt > now", {}],
    ['now.getHours(person.timezone + "?") >= 0', {}],
  ];
  test.each(cases)("%s", (when, attributes) => {
    const person = personFacts("alice", { attributes });
    expect(ask([auto("a", { when })], { person }).outcome).toBe("deny");
    expect(ask([auto("a"), deny("d", { when })], { person }).outcome).toBe("deny");
  });

  test.each<[string, Record<string, AttributeValue>, boolean]>([
    ["person.attributes.level >= 3", { level: 3 }, true],
    ["person.attributes.level == 3", { level: 3.5 }, false],
    ["person.attributes.level > 3", { level: 3.5 }, true],
    ['"go" in person.attributes.skills', { skills: ["go"] }, true],
    ["has(person.attributes.level) && person.attributes.level >= 3", {}, false],
    ["!has(person.attributes.level)", {}, true],
    ['person.attributes["toString"] == "x"', { toString: "x" }, true],
  ])("%s of %o is %s", (when, attributes, matches) => {
    const person = personFacts("alice", { attributes });
    expect(ask([auto("a", { when })], { person }).outcome).toBe(matches ? "auto-approve" : "deny");
  });
});

describe("limits make a rule not match, so that a later one may", () => {
  const rules = [
    auto("short", {}, { maxDuration: "1h" }),
    approval("long", [{ from: ["resource.owners"], need: 1 }], { maxDuration: "4h" }),
  ];
  test.each([
    [1, "auto-approve", "short"],
    [3_599, "auto-approve", "short"],
    [3_600, "auto-approve", "short"],
    [3_600.5, "needs-approval", "long"],
    [3_601, "needs-approval", "long"],
    [14_400, "needs-approval", "long"],
    [14_401, "deny", undefined],
  ])("two rules with different maxima: %d s is %s", (durationSeconds, outcome, ruleId) => {
    const decision = ask(rules, { request: { durationSeconds } });
    expect([decision.outcome, decision.ruleId]).toEqual([outcome, ruleId]);
  });

  test("the rule that was too short says so", () => {
    const decision = ask(rules, { request: { durationSeconds: 28_800 } });
    expect(decision.considered).toEqual([
      { ruleId: "short", matched: false, why: { code: "too_long", askedSeconds: 28_800, atMostSeconds: 3_600 } },
      { ruleId: "long", matched: false, why: { code: "too_long", askedSeconds: 28_800, atMostSeconds: 14_400 } },
    ]);
  });

  test.each([
    [{ minDuration: "10m" }, { durationSeconds: 599 }, "too_short"],
    [{ minDuration: "10m" }, { durationSeconds: 600 }, undefined],
    [{ minJustification: 5 }, { justification: " abcd " }, "justification_too_short"],
    [{ minJustification: 5 }, { justification: "äöü😀é" }, undefined],
    [{ ticketPattern: "^OPS-[0-9]+$" }, {}, "ticket_missing"],
    [{ ticketPattern: "^OPS-[0-9]+$" }, { ticket: "OPS-x" }, "ticket_does_not_match"],
    [{ ticketPattern: "^OPS-[0-9]+$" }, { ticket: "OPS-12\n" }, "ticket_does_not_match"],
    [{ ticketPattern: "^OPS-[0-9]+$" }, { ticket: `OPS-${"1".repeat(96)}` }, undefined],
    [{ ticketPattern: "^OPS-[0-9]+$" }, { ticket: `OPS-${"1".repeat(97)}` }, "ticket_does_not_match"],
  ])("%o with %o: %s", (then, request, code) => {
    const decision = ask([auto("a", {}, then)], { request });
    expect(decision.outcome).toBe(code === undefined ? "auto-approve" : "deny");
    expect(decision.considered[0]?.why?.code).toBe(code);
  });

  test.each([0, -1, Number.NaN, Infinity])("a duration of %d is never granted", (durationSeconds) => {
    expect(ask([auto("a")], { request: { durationSeconds } }).reasons).toEqual([
      { code: "invalid_facts", field: "request.durationSeconds" },
    ]);
  });
});

describe("who is asked for", () => {
  test("a disabled requester or holder gets nothing", () => {
    const off = personFacts("bob", { enabled: false });
    expect(ask([auto("a")], { person: off }).outcome).toBe("deny");
    expect(ask([auto("a")], { holder: off }).reasons).toEqual([{ code: "person_disabled", who: "holder" }]);
  });

  const sre = personFacts("sre", { groups: ["sre"], onCall: true });
  const contractor = personFacts("con", { groups: ["contractors"] });
  test.each<[string, unknown[], Ask, string]>([
    [
      "a rule that allows must select both",
      [auto("a", { who: { groups: ["sre"] } })],
      { person: sre, holder: contractor },
      "deny",
    ],
    [
      "and both is enough",
      [auto("a", { who: { groups: ["sre", "contractors"] } })],
      { person: sre, holder: contractor },
      "auto-approve",
    ],
    [
      "a deny selects either: the holder",
      [auto("a"), deny("d", { who: { groups: ["contractors"] } })],
      { person: sre, holder: contractor },
      "deny",
    ],
    [
      "a deny selects either: the requester",
      [auto("a"), deny("d", { who: { groups: ["contractors"] } })],
      { person: contractor, holder: sre },
      "deny",
    ],
    [
      "`person.onCall` must hold for both",
      [auto("a", { when: "person.onCall" })],
      { person: sre, holder: contractor },
      "deny",
    ],
    [
      "unless the holder is spoken of",
      [auto("a", { when: "person.onCall && !holder.onCall" })],
      { person: sre, holder: contractor },
      "auto-approve",
    ],
    [
      "a deny's condition on `person` holds for either",
      [auto("a"), deny("d", { when: "!person.onCall" })],
      { person: sre, holder: contractor },
      "deny",
    ],
    [
      "people are named without regard to case",
      [auto("a", { who: { people: ["SRE@Example.test"] } })],
      { person: sre },
      "auto-approve",
    ],
  ])("%s", (_name, rules, facts, outcome) => {
    expect(ask(rules, facts).outcome).toBe(outcome);
  });
});

describe("break-glass", () => {
  const glass = auto("glass", { breakGlass: true }, { maxDuration: "1h", stepUp: true, notify: ["group:security"] });
  test("is decided by rules marked so, and only when asked for", () => {
    expect(ask([auto("a"), glass], { request: { breakGlass: true } })).toMatchObject({
      ruleId: "glass",
      breakGlass: true,
      stepUp: true,
      notify: ["group:security"],
    });
    expect(ask([glass]).considered[0]?.why).toEqual({ code: "only_break_glass" });
    expect(ask([auto("a")], { request: { breakGlass: true } }).considered[0]?.why).toEqual({
      code: "not_for_break_glass",
    });
  });
  test("a deny holds for it too", () => {
    expect(ask([glass, deny("d")], { request: { breakGlass: true } }).outcome).toBe("deny");
  });
});

describe("the smallest change that helps", () => {
  const owners = [{ from: ["resource.owners"], need: 1 }];
  test.each<[string, unknown[], Ask["request"], object | undefined]>([
    [
      "a shorter duration, by a rule's maximum",
      [auto("a", {}, { maxDuration: "1h" }), approval("b", owners)],
      { durationSeconds: 28_800 },
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 3_600 },
    ],
    [
      "a shorter duration, by a condition",
      [auto("a", { when: 'request.duration < duration("1h")' })],
      {},
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 3_599 },
    ],
    [
      "a shorter duration, past a deny",
      [auto("a"), deny("d", { when: 'request.duration > duration("30m")' })],
      {},
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 1_800 },
    ],
    [
      "the nearest duration",
      [auto("a", {}, { maxDuration: "1h" }), approval("b", owners, { maxDuration: "4h" })],
      { durationSeconds: 28_800 },
      { outcome: "needs-approval", ruleId: "b", durationSeconds: 14_400 },
    ],
    [
      "a longer duration",
      [auto("a", {}, { minDuration: "2h" })],
      {},
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 7_200 },
    ],
    [
      "a ticket, by pattern",
      [auto("a", {}, { ticketPattern: "^OPS-[0-9]+$" })],
      {},
      { outcome: "auto-approve", ruleId: "a", addTicket: true, ticketPattern: "^OPS-[0-9]+$" },
    ],
    [
      "a ticket, by condition",
      [auto("a", { when: 'request.ticket != ""' })],
      {},
      { outcome: "auto-approve", ruleId: "a", addTicket: true },
    ],
    [
      "a longer justification",
      [auto("a", {}, { minJustification: 100 })],
      {},
      { outcome: "auto-approve", ruleId: "a", justificationLength: 100 },
    ],
    [
      "two changes when one is not enough",
      [auto("a", {}, { maxDuration: "30m", ticketPattern: "^OPS-[0-9]+$" })],
      {},
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 1_800, addTicket: true, ticketPattern: "^OPS-[0-9]+$" },
    ],
    [
      "more words too, where a shorter duration is not enough",
      [
        auto("a", {}, { maxDuration: "30m", minJustification: 100 }),
        auto("b", {}, { minDuration: "12h", maxDuration: "24h", minJustification: 50 }),
      ],
      {},
      { outcome: "auto-approve", ruleId: "a", durationSeconds: 1_800, justificationLength: 100 },
    ],
    [
      "nothing when nothing helps",
      [auto("a", { who: { groups: ["sre"] } }), auto("b", { when: "person.onCall" })],
      {},
      undefined,
    ],
    [
      "nothing past a deny that does not depend on it",
      [auto("a", {}, { maxDuration: "30m" }), deny("d")],
      {},
      undefined,
    ],
  ])("%s", (_name, rules, request, improvement) => {
    expect(ask(rules, { request: request ?? {} }).improvement).toEqual(improvement);
  });
});

test("a catalogue's answers are those of single decisions, in order", () => {
  const policy = policyOf([
    deny("d", { what: { resources: ["payroll"] } }),
    auto("a", { what: { actions: ["read"], tags: { env: ["prod", "dev"] } } }),
    approval("b", [{ from: ["resource.owners"], need: 1 }], {}, { what: { actions: ["write"] } }),
  ]);
  const all = ["orders-db", "payroll", "stock"].flatMap((name) =>
    ["read", "write", "drop"].map((action) => factsOf({ action, resource: { name } })),
  );
  const context = { directory, policyVersion: "1" };
  const many = decideMany(policy, factsOf(), all, context);
  const single = all.map((facts) => {
    const { improvement, ...decision } = decide(policy, facts, context);
    expect(improvement).toBeUndefined();
    return decision;
  });
  expect(many).toEqual(single);
  expect(new Set(many.map(({ outcome }) => outcome)).size).toBe(3);
});

test("facts that conditions cannot be given fail those conditions, and never the decision", () => {
  const session = { method: "passkey", ageSeconds: Number.NaN, address: "", deviceKnown: true };
  const short = auto("short", { when: "session.deviceKnown" }, { maxDuration: "1m" });
  expect(ask([short], { session }).outcome).toBe("deny");
  expect(ask([short, auto("plain", {}, { maxDuration: "30m" })], { session })).toMatchObject({
    outcome: "deny",
    improvement: { ruleId: "plain", durationSeconds: 1_800 },
  });
  expect(ask([auto("a"), deny("d", { when: "session.deviceKnown" })], { session }).outcome).toBe("deny");
});
