import { describe, expect, test } from "vitest";
import { compilePolicyText } from "#adapters/policy-document/compile-policy-text.ts";
import { readPolicyDocument } from "#adapters/policy-document/read-policy-document.ts";
import { analysePolicy } from "#core/domain/policy/analyse-policy.ts";

const example = `
version: 1
rules:
  - id: no-contractor-admin
    who: { groups: [contractors] }
    what: { actions: [admin] }
    then: { deny: "Contractors never hold admin; ask your sponsor to pair." }

  - id: oncall-prod-read
    who: { groups: [sre] }
    what: { tags: { env: prod }, actions: [read] }
    when: person.onCall && request.duration <= duration("1h")
    then: { autoApprove: true, maxDuration: 1h }

  - id: prod-admin-two-people
    who: { groups: [engineering] }
    what: { tags: { env: prod }, actions: [admin] }
    when: request.ticket != "" && now.getHours(person.timezone) >= 8
    then:
      maxDuration: 4h
      stepUp: true                       # approvers confirm with a passkey
      approval:                          # every stage must pass, by different people
        - { from: [resource.owners], need: 1, escalateAfter: 30m, escalateTo: [group:platform-leads] }
        - { from: [group:security], need: 1 }
      lapseAfter: 8h
`;

/** "line:column code" of each problem. */
function problemsIn(text: string): string[] {
  const read = compilePolicyText(text);
  return read.ok ? [] : read.error.map(({ line = 0, column = 0, code }) => `${line}:${column} ${code}`);
}
const rule = (when: string): string => `version: 1\nrules:\n  - id: a\n    when: ${when}\n    then: {deny: no-one}\n`;

test("the documented example reads, compiles and has nothing to warn of", () => {
  const read = compilePolicyText(example);
  expect(read.ok && read.value.compiled.rules.map(({ id }) => id)).toEqual([
    "no-contractor-admin",
    "oncall-prod-read",
    "prod-admin-two-people",
  ]);
  expect(read.ok && analysePolicy(read.value.compiled)).toEqual([]);
});

describe("problems stand where the text is wrong", () => {
  test.each<[string, string, string[]]>([
    [
      "an unknown key, at the key",
      "version: 1\nrules:\n  - id: a\n    then:\n      deny: x\n      denny: y\n",
      ["6:7 unknown_key"],
    ],
    ["a wrong value, at the value", "version: 2\nrules: []\n", ["1:10 invalid_document"]],
    ["a missing key, at what should have it", "version: 1\nrules:\n  - id: a\n", ["3:5 invalid_document"]],
    ["a plain condition", rule("person.onCall && persn.onCall"), ["4:28 unknown_variable"]],
    ["a condition in single quotes", rule("'person.name == ''x'' && persn.onCall'"), ["4:36 unknown_variable"]],
    ["a condition in double quotes", rule('"person.name == \\"x\\" && persn.onCall"'), ["4:36 unknown_variable"]],
    ["a literal block", rule("|\n      person.onCall &&\n        persn.onCall"), ["6:9 unknown_variable"]],
    [
      "a literal block with a comment in its header",
      rule("|- # why\n      person.onCall &&\n        persn.onCall"),
      ["6:9 unknown_variable"],
    ],
    ["a folded block", rule(">\n      person.onCall\n      && persn.onCall\n"), ["6:10 unknown_variable"]],
    ["a plain condition over several lines", rule("person.onCall &&\n      persn.onCall"), ["5:7 unknown_variable"]],
    ["a condition that ends too early", rule("person.onCall &&"), ["4:27 invalid_condition"]],
    [
      "a duplicate id",
      "version: 1\nrules:\n- {id: a, then: {deny: x}}\n- {id: a, then: {deny: y}}\n",
      ["4:8 duplicate_rule_id"],
    ],
    ["broken YAML", "version: 1\nrules: [\n", ["3:1 invalid_yaml"]],
    ["a key twice", "version: 1\nversion: 1\nrules: []\n", ["2:1 invalid_yaml"]],
    ["an unknown tag", "version: !!js/function 1\nrules: []\n", ["1:10 invalid_yaml"]],
    ["two documents", "version: 1\nrules: []\n---\nversion: 1\nrules: []\n", ["3:1 invalid_yaml"]],
    ["nothing at all", "", ["1:1 invalid_document"]],
    ["a key that is not text", "version: 1\nrules: []\n? [a]\n: b\n", ["3:3 invalid_yaml"]],
  ])("%s", (_name, text, problems) => {
    expect(problemsIn(text)).toEqual(problems);
  });

  test("a time, a duration or a zone that means nothing is told, at the place where it is written", () => {
    const warningsOf = (when: string): readonly string[] => {
      const read = compilePolicyText(rule(when));
      if (!read.ok) return problemsIn(rule(when));
      return analysePolicy(read.value.compiled)
        .map(read.value.place)
        .map(({ line = 0, column = 0, code, severity }) => `${line}:${column} ${severity} ${code}`);
    };
    const at = (column: number) => [`4:${column} warning unreadable_literal`];
    expect(warningsOf('request.duration <= duration("2d")')).toEqual(at(40));
    expect(warningsOf("'request.duration <= duration(\"1 hour\")'")).toEqual(at(41));
    expect(warningsOf('now < timestamp("2030-01-31")')).toEqual(at(27));
    expect(warningsOf('person.onCall && now.getHours("Europe/Berln") >= 8')).toEqual(at(41));
    expect(warningsOf('now.getHours("+05:30") >= 8 && now.getHours(person.timezone) >= 8')).toEqual([]);
    expect(warningsOf('request.duration <= duration("48h") && now < timestamp("2030-01-31T12:00:00Z")')).toEqual([]);
  });

  test("analysis is placed by the same document", () => {
    const read = compilePolicyText("version: 1\nrules:\n- {id: a, then: {autoApprove: true, maxDuration: 1h}}\n");
    expect(read.ok && analysePolicy(read.value.compiled).map(read.value.place)).toMatchObject([{ line: 3, column: 3 }]);
  });
});

describe("a hostile document is refused, and costs no more than one of its length that means well", () => {
  const spent = <Value>(work: () => Value): { value: Value; cpuMs: number } => {
    const before = process.cpuUsage();
    const value = work();
    const used = process.cpuUsage(before);
    return { value, cpuMs: (used.user + used.system) / 1000 };
  };
  const rule = (n: number) => `- {id: rule-${n}, who: {groups: [g${n}]}, then: {autoApprove: true, maxDuration: 1h}}\n`;
  const ordinary = spent(() =>
    readPolicyDocument(`version: 1\nrules:\n${Array.from({ length: 3_000 }, (_, n) => rule(n)).join("")}`),
  );
  test("what means well is read", () => expect(ordinary.value.ok).toBe(true));

  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ..."bcdefghij"
      .split("")
      .map(
        (name, index) =>
          `${name}: &${name} [${Array.from({ length: 9 }, () => `*${"abcdefghij"[index] ?? "a"}`).join(",")}]`,
      ),
  ].join("\n");
  test.each<[string, string, string]>([
    ["aliases that unfold", bomb, "invalid_yaml"],
    ["one alias", "version: &v 1\nrules: *v\n", "invalid_yaml"],
    ["a merge key", "version: 1\nrules: []\nx: &x {a: 1}\ny:\n  <<: *x\n", "invalid_yaml"],
    ["more than 256 kB", `version: 1\nrules: []\n# ${"x".repeat(262_144)}`, "too_large"],
    ["more than 256 kB in fewer characters", `version: 1\nrules: []\n# ${"é".repeat(140_000)}`, "too_large"],
    ["brackets within brackets", `rules: ${"[".repeat(100_000)}`, "invalid_yaml"],
    ["braces within braces", `rules: ${"{a: ".repeat(60_000)}`, "invalid_yaml"],
    ["lists within lists", `rules: ${"- ".repeat(100_000)}`, "invalid_yaml"],
    ["lists within lists at the start", "- ".repeat(100_000), "invalid_yaml"],
    [
      "maps within maps",
      Array.from({ length: 700 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
      "invalid_yaml",
    ],
    ["very many keys", Array.from({ length: 24_000 }, (_, n) => `k${n}: 1`).join("\n"), "unknown_key"],
    ["one key very often", "a: 1\n".repeat(50_000), "invalid_yaml"],
    ["a key of the prototype", "version: 1\nrules: []\n__proto__: {a: 1}\n", "unknown_key"],
  ])("%s", (_name, text, code) => {
    const { value: read, cpuMs } = spent(() => readPolicyDocument(text));
    expect(cpuMs / ordinary.cpuMs).toBeLessThan(8);
    const codes = read.ok ? [] : read.error.map((problem) => problem.code);
    expect(codes).toContain(code);
    expect(codes.length).toBeLessThanOrEqual(200);
  });
});
