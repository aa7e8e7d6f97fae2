import { describe, expect, test } from "vitest";
import { analysePolicy } from "#core/domain/policy/analyse-policy.ts";
import { directoryOf, factsOf, policyOf } from "#core/domain/policy/fixture-company.ts";

const sre = { groups: ["sre"] };
const auto = { autoApprove: true, maxDuration: "1h" };
const stages = (...from: string[]) => ({ approval: from.map((one) => ({ from: [one], need: 1 })), maxDuration: "1h" });
const found = (rules: unknown[], rest: object = {}, context: Parameters<typeof analysePolicy>[1] = {}) =>
  analysePolicy(policyOf(rules, rest), context).map(({ code, path }) => [code, path.join(".")]);

describe("rules that can never decide", () => {
  test.each<[string, unknown[], string[][]]>([
    [
      "a later rule for fewer people",
      [
        { id: "a", who: { groups: ["sre", "dev"] }, then: auto },
        { id: "b", who: sre, then: auto },
      ],
      [["shadowed_rule", "rules.1"]],
    ],
    [
      "a later rule for more people",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", who: { groups: ["sre", "dev"] }, then: auto },
      ],
      [],
    ],
    [
      "a later rule for a longer time",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", who: sre, then: { ...auto, maxDuration: "2h" } },
      ],
      [],
    ],
    [
      "a later rule for a shorter time",
      [
        { id: "a", who: sre, then: { ...auto, maxDuration: "2h" } },
        { id: "b", who: sre, then: auto },
      ],
      [["shadowed_rule", "rules.1"]],
    ],
    [
      "an earlier rule with a minimum",
      [
        { id: "a", who: sre, then: { ...auto, minDuration: "5m" } },
        { id: "b", who: sre, then: stages("group:x") },
      ],
      [],
    ],
    [
      "an earlier rule that wants a ticket",
      [
        { id: "a", who: sre, then: { ...auto, ticketPattern: "^x$" } },
        { id: "b", who: sre, then: stages("group:x") },
      ],
      [],
    ],
    [
      "an earlier rule with a condition",
      [
        { id: "a", who: sre, when: "person.onCall", then: auto },
        { id: "b", who: sre, then: stages("group:x") },
      ],
      [],
    ],
    [
      "the same condition",
      [
        { id: "a", who: sre, when: "person.onCall", then: auto },
        { id: "b", who: sre, when: "person.onCall", then: stages("group:x") },
      ],
      [["shadowed_rule", "rules.1"]],
    ],
    [
      "tags within tags",
      [
        { id: "a", who: sre, what: { tags: { env: ["p", "s"] } }, then: auto },
        { id: "b", who: sre, what: { tags: { env: "p", team: "t" } }, then: auto },
      ],
      [["shadowed_rule", "rules.1"]],
    ],
    [
      "break-glass beside an ordinary rule",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", who: sre, breakGlass: true, then: { ...auto, stepUp: true, notify: ["group:x"] } },
      ],
      [],
    ],
    [
      "a deny behind a rule is not shadowed",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", who: { people: ["x"] }, then: { deny: "no" } },
      ],
      [],
    ],
    [
      "a deny makes a rule unreachable, also from behind",
      [
        { id: "a", who: sre, what: { actions: ["read"] }, then: auto },
        { id: "b", what: { actions: ["read"] }, then: { deny: "no" } },
      ],
      [["unreachable_rule", "rules.0"]],
    ],
    [
      "a deny with a condition does not",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", when: "person.onCall", then: { deny: "no" } },
      ],
      [],
    ],
    [
      "the same rule twice",
      [
        { id: "a", who: sre, then: auto },
        { id: "b", then: auto, who: sre },
      ],
      [["duplicate_rule", "rules.1"]],
    ],
    [
      "a condition that is never true",
      [{ id: "a", who: sre, when: "1 > 2", then: auto }],
      [["unreachable_rule", "rules.0.when"]],
    ],
    [
      "a condition that always fails",
      [{ id: "a", who: sre, when: "1 / 0 > 2", then: auto }],
      [["unreachable_rule", "rules.0.when"]],
    ],
    [
      "a condition that is always true",
      [{ id: "a", who: sre, when: "true || false", then: auto }],
      [["condition_constant", "rules.0.when"]],
    ],
    ["a rule without any bound", [{ id: "a", then: auto }], [["rule_for_everyone_and_everything", "rules.0"]]],
  ])("%s", (_name, rules, problems) => {
    expect(found(rules)).toEqual(problems);
  });
});

describe("stages that nobody could pass", () => {
  const directory = directoryOf({
    groups: { one: ["olga"], two: ["olga", "otto"], off: ["dora"] },
    disabled: ["dora"],
  });
  const catalogue = [
    factsOf({ resource: { owners: ["group:one"] } }),
    factsOf({ resource: { name: "stock", owners: [] } }),
  ];
  const stage = "rules.0.then.approval";
  test.each<[string, object, object | undefined, unknown[]]>([
    [
      "an unknown group",
      stages("group:none"),
      undefined,
      [
        ["unknown_approver", `${stage}.0.from.0`],
        ["nobody_can_decide", `${stage}.0`],
      ],
    ],
    [
      "a group of disabled people",
      stages("group:off"),
      undefined,
      [
        ["unknown_approver", `${stage}.0.from.0`],
        ["nobody_can_decide", `${stage}.0`],
      ],
    ],
    ["two stages with one person", stages("group:one", "group:one"), undefined, [["nobody_can_decide", stage]]],
    ["the sole approver may ask", stages("group:one"), undefined, [["sole_approver_may_ask", stage]]],
    ["the sole approver may not ask", stages("group:one"), { groups: ["two-ish"] }, []],
    [
      "the sole approver may ask, through a group",
      stages("group:one"),
      { groups: ["two"] },
      [["sole_approver_may_ask", stage]],
    ],
    ["enough people", stages("group:two"), undefined, []],
    [
      "enough people until one asks",
      stages("group:two", "group:two"),
      { groups: ["one"] },
      [["sole_approver_may_ask", stage]],
    ],
    ["a manager is not known before somebody asks", stages("requester.manager"), undefined, []],
    ["owners, by resource", stages("resource.owners"), { groups: ["two-ish"] }, [["nobody_can_decide", `${stage}.0`]]],
  ])("%s", (_name, then, who, problems) => {
    expect(found([{ id: "a", ...(who && { who }), then }], {}, { directory, catalogue })).toEqual(problems);
  });
});

test("a conflict between a side and itself", () => {
  const between = [{ actions: ["write"] }, { actions: ["audit"] }, { actions: ["write"] }];
  expect(found([], { conflicts: [{ id: "c", because: "x", between }] })).toEqual([
    ["conflict_with_itself", "conflicts.0.between.2"],
  ]);
});
