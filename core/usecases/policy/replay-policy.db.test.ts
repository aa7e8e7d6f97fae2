import { beforeAll, describe, expect, it } from "vitest";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { checkPolicy } from "#core/usecases/policy/check-policy.ts";
import { replayPolicy } from "#core/usecases/policy/replay-policy.ts";
import type { ReplayReport } from "#core/usecases/policy/replay-recorded.ts";
import { simulatePolicy } from "#core/usecases/policy/simulate-policy.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, sql } = await openTestCore();
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
  const wish = { durationSeconds: 600, justification: "reading the failed payments" };
  // At once for tomas, by an owner for ines twice, by two people for ines once, never for carl.
  for (const [name, what] of [
    ["tomas", "read"],
    ["ines", "read"],
    ["ines", "read"],
    ["ines", "write"],
    ["carl", "read"],
  ] as const) {
    const asked = await submitRequest(core, await company.as(name), { ...wish, entitlementIds: [company[what]] });
    expect(asked.ok).toBe(true);
  }
  // Today's groups are others: a replay must not see them.
  await sql(`UPDATE "Group" SET "personIds" = '{}'`);
  await sql(`UPDATE "FactEpoch" SET version = version + 1`);
});

const replay = async (document: string, more: { limit?: number; cursor?: string } = {}): Promise<ReplayReport> => {
  const report = await replayPolicy(core, await company.as("jonas"), { document, days: 30, limit: 50, ...more });
  if (!report.ok) throw new Error(report.error);
  return report.value;
};
const none = { same: 0, denied: 0, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 };

describe("a replay", () => {
  it("of the policy that decided finds no difference, whatever became of the groups since", async () => {
    expect(await replay(testPolicy)).toMatchObject({ counts: { ...none, same: 5 }, differences: [], nextCursor: null });
  });

  it("tells what would have been denied, approved at once, or asked of others, and by which rule", async () => {
    const document = testPolicy
      .replace(
        "maxDuration: 8h, approval: [{ from: [resource.owners], need: 1 }]",
        "autoApprove: true, maxDuration: 8h",
      )
      .replace("maxDuration: 4h\n", "maxDuration: 5m\n");
    const report = await replay(document);
    expect(report.counts).toEqual({ ...none, same: 2, "auto-approve": 2, denied: 1 });
    expect(report.differences).toMatchObject([
      { kind: "denied", requester: "ines", entitlements: ["write orders-db"], was: { outcome: "needs-approval" } },
      { kind: "auto-approve", would: { rules: ["owner-read"] } },
      { kind: "auto-approve", would: { rules: ["owner-read"] } },
    ]);
  });

  it("says what it cannot know: a group that was not asked about then", async () => {
    const document = testPolicy.replace("from: [resource.owners], need: 1 }] }", 'from: ["group:leads"], need: 1 }] }');
    const report = await replay(document);
    expect(report.counts).toEqual({ ...none, same: 3, unknown: 2 });
    expect(report.differences[0]).toMatchObject({ kind: "unknown", unknown: ["group:leads"] });
  });

  it("lists its differences page by page, and counts all on the first", async () => {
    const document = "version: 1\nrules: []\n";
    const first = await replay(document, { limit: 3 });
    expect(first.counts).toEqual({ ...none, same: 1, denied: 4 });
    expect(first.differences).toHaveLength(3);
    const rest = await replay(document, { limit: 3, cursor: first.nextCursor! });
    expect(rest).toMatchObject({ counts: null, nextCursor: null });
    const all = [...first.differences, ...rest.differences].map(({ requestId }) => requestId);
    expect(new Set(all).size).toBe(4);
  });

  it("is for those who have a duty, and of a policy that compiles", async () => {
    const asked = { document: testPolicy, days: 1, limit: 1 };
    expect(await replayPolicy(core, await company.as("ines"), asked)).toEqual({ ok: false, error: "not_allowed" });
    const broken = { ...asked, document: "rules: [" };
    expect(await replayPolicy(core, await company.as("jonas"), broken)).toEqual({ ok: false, error: "invalid_policy" });
  });
});

it("a check finds a stage that nobody can pass today, and a test of the document that fails, each with its place", async () => {
  const document = `${testPolicy}tests:
  - name: reading is free
    given: { person: { email: ines@example.test, groups: [engineering] }, entitlement: { action: read }, duration: 1h, at: 2026-01-05T12:00:00Z }
    expect: { outcome: auto-approve }
`;
  const checked = await checkPolicy(core, await company.as("priya"), { document });
  if (!checked.ok) throw new Error(checked.error);
  expect(checked.value.tests).toMatchObject([{ name: "reading is free", passed: false }]);
  const found = checked.value.problems.map(({ code, line }) => `${code} ${line}`);
  expect(found).toContain("failed_test 24");
  expect(found.some((each) => each.startsWith("nobody_can_decide"))).toBe(true);
});

it("a simulation answers for somebody else, rule by rule, and records nothing", async () => {
  const before = await sql(`SELECT count(*) FROM "AuditEvent"`);
  const asked = { requesterId: company.people.tomas.id, entitlementId: company.read, durationSeconds: 600 };
  const answer = await simulatePolicy(core, await company.as("jonas"), {
    ...asked,
    justification: "",
    document: "version: 1\nrules: []\n",
  });
  expect(answer).toMatchObject({ ok: true, value: { decision: { outcome: "deny" }, ruleCount: 0 } });
  const inForce = await simulatePolicy(core, await company.as("jonas"), { ...asked, justification: "" });
  expect(inForce).toMatchObject({
    ok: true,
    value: { ruleCount: 4, rules: [{ ruleId: "never-contractors", matched: false }, {}, {}, {}] },
  });
  expect(await simulatePolicy(core, await company.as("ines"), { ...asked, justification: "" })).toMatchObject({
    ok: false,
  });
  expect(await sql(`SELECT count(*) FROM "AuditEvent"`)).toEqual(before);
});
