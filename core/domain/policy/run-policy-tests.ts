import type { CompiledPolicy } from "#core/domain/policy/compiled-policy.ts";
import { decide } from "#core/domain/policy/decide.ts";
import type { Decision } from "#core/domain/policy/decision.ts";
import type { Directory, DirectoryPerson } from "#core/domain/policy/directory.ts";
import type { PolicyProblem } from "#core/domain/policy/policy-problem.ts";
import type { PolicyTest } from "#core/domain/policy/policy-test-document.ts";
import { toTestFacts } from "#core/domain/policy/policy-test-facts.ts";

export interface PolicyTestResult {
  readonly name: string;
  readonly passed: boolean;
  /** What differs from the expectation, one sentence each; empty when it passed. */
  readonly differences: readonly string[];
  readonly decision: Decision;
}

/**
 * Runs a document's own tests. What a test says about groups, schedules and managers goes before the directory, so that a
 * test can be independent of who works here today; anything it leaves out is asked of the directory.
 */
export function runPolicyTests(
  policy: CompiledPolicy,
  tests: readonly PolicyTest[],
  directory: Directory,
): PolicyTestResult[] {
  return tests.map((test) => {
    const overlaid = overlay(directory, test.given);
    const decision = decide(policy, toTestFacts(test, overlaid), { directory: overlaid, policyVersion: "test" });
    const differences = compare(decision, test.expect, overlaid);
    return { name: test.name, passed: differences.length === 0, differences, decision };
  });
}

/** Failed tests as problems of the document; `results` in the order of its tests. */
export const findFailedTests = (results: readonly PolicyTestResult[]): PolicyProblem[] =>
  results.flatMap(({ name, passed, differences }, index) =>
    passed
      ? []
      : [
          {
            severity: "error",
            code: "failed_test",
            path: ["tests", index],
            message: `${name}: ${differences.join("; ")}`,
          },
        ],
  );

function overlay(directory: Directory, { members = {}, onCall = {}, managers = {} }: PolicyTest["given"]): Directory {
  const named = (email: string): DirectoryPerson =>
    directory.personByEmail(email) ?? { id: `test:${email.toLowerCase()}`, email, name: email, enabled: true };
  const people = (lists: Readonly<Record<string, readonly string[]>>, name: string): DirectoryPerson[] | undefined =>
    Object.hasOwn(lists, name) ? lists[name]?.map(named) : undefined;
  const managerOf = new Map(Object.entries(managers).map(([email, manager]) => [named(email).id, named(manager)]));
  return {
    membersOf: (group) => people(members, group) ?? directory.membersOf(group),
    personByEmail: named,
    managerOf: (personId) => managerOf.get(personId) ?? directory.managerOf(personId),
    onCall: (schedule) => people(onCall, schedule) ?? directory.onCall(schedule),
    standInsOf: (personId) => directory.standInsOf(personId),
  };
}

function compare(decision: Decision, expected: PolicyTest["expect"], directory: Directory): string[] {
  const differences: string[] = [];
  if (decision.outcome !== expected.outcome) differences.push(`expected ${expected.outcome}, got ${decision.outcome}`);
  if (expected.rule !== undefined && decision.ruleId !== expected.rule) {
    differences.push(`expected rule ${expected.rule}, got ${decision.ruleId ?? "none"}`);
  }
  const codes = decision.reasons.map(({ code }) => code);
  if (expected.reason !== undefined && !codes.some((code) => code === expected.reason)) {
    differences.push(`expected reason ${expected.reason}, got ${codes.join(", ")}`);
  }
  if (expected.approvers === undefined) return differences;
  const wanted = expected.approvers.map((emails) => idsOf(emails, directory));
  const found = decision.stages.map(({ approvers }) => [...approvers].sort());
  if (JSON.stringify(wanted) !== JSON.stringify(found)) {
    differences.push(`expected approvers ${show(wanted)}, got ${show(found)}`);
  }
  return differences;
}

const idsOf = (emails: readonly string[], directory: Directory): string[] =>
  emails.map((email) => directory.personByEmail(email)?.id ?? email).sort();

const show = (stages: readonly (readonly string[])[]): string =>
  stages.length === 0 ? "none" : stages.map((people) => people.join(" or ")).join(", then ");
