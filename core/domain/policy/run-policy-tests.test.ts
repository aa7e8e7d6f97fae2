import { expect, test } from "vitest";
import { directoryOf, policyOf } from "#core/domain/policy/fixture-company.ts";
import { findFailedTests, runPolicyTests, type PolicyTestResult } from "#core/domain/policy/run-policy-tests.ts";

const rules = [
  { id: "no-contractors", who: { groups: ["contractors"] }, then: { deny: "Contractors never." } },
  { id: "on-call", when: "person.onCall && session.deviceKnown", then: { autoApprove: true, maxDuration: "1h" } },
  {
    id: "owners",
    when: "now.getHours(person.timezone) >= 8",
    then: {
      approval: [
        { from: ["resource.owners"], need: 1 },
        { from: ["requester.manager", "onCall:night"], need: 1 },
      ],
      maxDuration: "8h",
    },
  },
];
const conflicts = [{ id: "c", because: "No.", between: [{ actions: ["read"] }, { actions: ["audit"] }] }];
const given = {
  person: { email: "alice@example.test", timezone: "Europe/Berlin" },
  entitlement: { action: "read", resource: "orders", owners: ["group:owners"] },
  duration: "1h",
  at: "2026-03-02T07:00:00Z",
  members: { owners: ["olga@example.test", "alice@example.test"] },
  managers: { "alice@example.test": "Mona@example.test" },
};
const run = (...tests: object[]): PolicyTestResult[] => {
  const policy = policyOf(rules, { conflicts, tests: tests.map((one, index) => ({ name: `t${index}`, ...one })) });
  return runPolicyTests(policy, policy.document.tests ?? [], directoryOf({ onCall: { night: ["nora"] } }));
};

test("tests of a document pass when the policy answers as expected", () => {
  const onCall = { ...given.person, onCall: true };
  const results = run(
    {
      given,
      expect: {
        outcome: "needs-approval",
        rule: "owners",
        approvers: [["olga@example.test"], ["nora@example.test", "Mona@example.test"]],
      },
    },
    { given: { ...given, at: "2026-03-02T06:59:59Z" }, expect: { outcome: "deny", reason: "no_rule_matches" } },
    {
      given: { ...given, person: onCall, session: { deviceKnown: true } },
      expect: { outcome: "auto-approve", rule: "on-call" },
    },
    { given: { ...given, person: onCall, duration: "2h" }, expect: { outcome: "needs-approval" } },
    {
      given: { ...given, person: { ...given.person, groups: ["contractors"] } },
      expect: { outcome: "deny", rule: "no-contractors" },
    },
    {
      given: { ...given, holds: [{ action: "audit", resource: "orders" }] },
      expect: { outcome: "deny", reason: "conflict" },
    },
    {
      given: { ...given, members: { owners: ["alice@example.test"] } },
      expect: { outcome: "deny", reason: "nobody_can_decide" },
    },
  );
  expect(results.map(({ differences }) => differences)).toEqual(results.map(() => []));
  expect(findFailedTests(results)).toEqual([]);
});

test("a test that fails says what differs, and where it stands", () => {
  const results = run({
    given,
    expect: { outcome: "auto-approve", rule: "on-call", reason: "conflict", approvers: [] },
  });
  expect(results[0]?.passed).toBe(false);
  expect(results[0]?.differences).toEqual([
    "expected auto-approve, got needs-approval",
    "expected rule on-call, got owners",
    "expected reason conflict, got approval_needed",
    "expected approvers none, got test:olga@example.test, then per_nora or test:mona@example.test",
  ]);
  expect(findFailedTests(results)).toMatchObject([{ code: "failed_test", severity: "error", path: ["tests", 0] }]);
});
