import { describe, expect, test } from "vitest";
import { compilePolicy } from "#core/domain/policy/compile-policy.ts";
import { checkPolicyDocument } from "#core/domain/policy/policy-document.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import { policyDigest } from "#core/domain/policy/policy-digest.ts";

const auto = { autoApprove: true, maxDuration: "1h" };
const approval = [{ from: ["group:x"], need: 1 }];

function problemsOf(document: unknown): readonly PolicyProblem[] {
  const checked = checkPolicyDocument(document);
  if (!checked.ok) return checked.error;
  const compiled = compilePolicy(checked.value);
  return compiled.ok ? [] : compiled.error;
}
const codesOf = (rule: object): string[] =>
  problemsOf({ version: 1, rules: [{ id: "r", ...rule }] }).map(({ code, path }) => `${code} ${path.join(".")}`);

describe("the shape of a rule", () => {
  test.each<[object, string[]]>([
    [{ then: auto }, []],
    [
      { then: { autoAprove: true, maxDuration: "1h" } },
      ["unknown_key rules.0.then.autoAprove", "invalid_document rules.0.then"],
    ],
    [{ then: auto, who: { group: ["x"] } }, ["unknown_key rules.0.who.group", "invalid_document rules.0.who"]],
    [{ then: auto, who: {} }, ["invalid_document rules.0.who"]],
    [{ then: auto, what: { actions: [] } }, ["invalid_document rules.0.what.actions"]],
    [{ then: {} }, ["invalid_document rules.0.then", "invalid_document rules.0.then"]],
    [
      { then: { deny: "no", ...auto } },
      [
        "invalid_document rules.0.then",
        "invalid_document rules.0.then.autoApprove",
        "invalid_document rules.0.then.maxDuration",
      ],
    ],
    [{ then: { autoApprove: false, maxDuration: "1h" } }, ["invalid_document rules.0.then.autoApprove"]],
    [{ then: { autoApprove: true } }, ["invalid_document rules.0.then"]],
    [{ then: { autoApprove: true, maxDuration: "1 hour" } }, ["invalid_document rules.0.then.maxDuration"]],
    [{ then: { autoApprove: true, maxDuration: 3600 } }, ["invalid_document rules.0.then.maxDuration"]],
    [{ then: { ...auto, minDuration: "2h" } }, ["invalid_document rules.0.then.minDuration"]],
    [{ then: { ...auto, lapseAfter: "2h" } }, ["invalid_document rules.0.then.lapseAfter"]],
    [{ then: { ...auto, ordered: true } }, ["invalid_document rules.0.then.ordered"]],
    [{ then: { approval: [], maxDuration: "1h" } }, ["invalid_document rules.0.then.approval"]],
    [
      { then: { approval: [{ from: ["security"], need: 1 }], maxDuration: "1h" } },
      ["invalid_document rules.0.then.approval.0.from.0"],
    ],
    [
      { then: { approval: [{ from: ["group:x"], need: 0 }], maxDuration: "1h" } },
      ["invalid_document rules.0.then.approval.0.need"],
    ],
    [
      { then: { approval: [{ ...approval[0], escalateAfter: "1h" }], maxDuration: "1h" } },
      ["invalid_document rules.0.then.approval.0"],
    ],
    [{ breakGlass: true, then: auto }, ["invalid_document rules.0.then", "invalid_document rules.0.then"]],
    [{ breakGlass: true, then: { deny: "no" } }, ["invalid_document rules.0.breakGlass"]],
    [{ then: { ...auto, ticketPattern: "(a+)+$" } }, ["unsafe_pattern rules.0.then.ticketPattern"]],
  ])("%o", (rule, problems) => {
    expect(codesOf(rule)).toEqual(problems);
  });

  test("names used twice are refused, each where it comes again", () => {
    const document = {
      version: 1,
      rules: [
        { id: "a", then: auto },
        { id: "a", then: auto },
      ],
      conflicts: [1, 2].map(() => ({ id: "c", because: "x", between: [{ actions: ["a"] }, { actions: ["b"] }] })),
    };
    expect(problemsOf(document).map(({ code, path }) => [code, path])).toEqual([
      ["duplicate_rule_id", ["rules", 1, "id"]],
      ["duplicate_conflict_id", ["conflicts", 1, "id"]],
    ]);
  });
});

describe("conditions are type-checked when the policy is compiled", () => {
  test.each<[condition: string, code: string | undefined, offset?: number]>([
    ['person.onCall && request.duration <= duration("1h")', undefined],
    ["has(person.attributes.level)", undefined],
    ['activeGrants.exists(g, g.entitlement.action == "admin" && g.resource.tags["env"] == "prod")', undefined],
    ['now.getHours("Europe/Berlin") < 8 || now.getDayOfYear() == 3', undefined],
    ['session.age < duration("5m") && session.deviceKnown', undefined],
    ['request.justification.matches("^[A-Z]+-[0-9]{1}")', undefined],
    ["persn.onCall", "unknown_variable", 0],
    ["person.onCal", "unknown_field", 7],
    ["true && has(person.nope)", "unknown_field", 19],
    ["activeGrants.exists(g, g.nope == 1)", "unknown_field", 25],
    ["person.attributes", "condition_not_boolean", 0],
    ["request.duration", "condition_not_boolean", 0],
    ["request.duration > 3", "invalid_condition", 0],
    ['person.groups == "sre"', "invalid_condition", 0],
    ["person.onCall &&", "invalid_condition", 16],
    ['now.getHour("UTC") > 3', "invalid_condition", 0],
    ['now.lapseHours("UTC") > 3', "invalid_condition"],
    ["cel.bind(x, person.groups, size(x) > 1)", "unsafe_condition", 0],
    ["activeGrants.exists(holder, true)", "unsafe_condition"],
    ["[1].exists(a, [1].exists(b, [1].exists(c, a == c)))", "unsafe_condition"],
    ["request.ticket.matches(request.justification)", "unsafe_condition"],
    ['request.ticket.matches("(a+)+$")', "unsafe_pattern", 23],
    ['request.ticket.matches("[A-Z]+-[0-9]+")', "unsafe_pattern"],
    [`${"(".repeat(100)}true${")".repeat(100)}`, "invalid_condition"],
    [`1 in [${"1,".repeat(300)}1]`, "invalid_condition"],
    [Array.from({ length: 330 }, () => "true").join("&&"), "invalid_condition"],
  ])("%s", (when, code, offset) => {
    const problems = problemsOf({ version: 1, rules: [{ id: "r", when, then: auto }] });
    expect(problems.map((problem) => problem.code)).toEqual(code === undefined ? [] : [code]);
    if (offset !== undefined) expect(problems[0]).toMatchObject({ path: ["rules", 0, "when"], offset });
  });
});

test("a digest follows the meaning and not the layout", () => {
  const digest = (document: object): string => {
    const checked = checkPolicyDocument(document);
    if (!checked.ok) throw new Error("not a policy");
    return policyDigest(checked.value);
  };
  const [a, b] = [
    { id: "a", then: auto },
    { id: "b", then: { maxDuration: "1h", autoApprove: true } },
  ];
  expect(digest({ version: 1, rules: [a, b] })).toBe(digest({ rules: [{ then: auto, id: "a" }, b], version: 1 }));
  expect(digest({ version: 1, rules: [a, b] })).not.toBe(digest({ version: 1, rules: [b, a] }));
  expect(digest({ version: 1, rules: [a] })).toMatch(/^[0-9a-f]{64}$/);
});
