import { describe, expect, test } from "vitest";
import { decideTogether } from "#core/domain/policy/decide-together.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import { directoryOf, factsOf, policyOf, type Ask } from "#core/domain/policy/fixture-company.ts";

const rules = [
  { id: "never", what: { actions: ["drop"] }, then: { deny: "nobody drops" } },
  { id: "read", what: { actions: ["read"] }, then: { autoApprove: true, maxDuration: "4h", notify: ["group:owners"] } },
  {
    id: "write",
    what: { actions: ["write"] },
    then: {
      approval: [{ from: ["resource.owners"], need: 1, escalateAfter: "1h", escalateTo: ["group:leads"] }],
      maxDuration: "2h",
      lapseAfter: "4h",
    },
  },
  {
    id: "admin",
    what: { actions: ["admin"] },
    then: {
      approval: [
        { from: ["resource.owners"], need: 1, escalateAfter: "30m", escalateTo: ["group:chiefs"] },
        { from: ["group:security"], need: 1 },
      ],
      maxDuration: "1h",
      stepUp: true,
      ordered: true,
    },
  },
];
const conflicts = [
  { id: "four-eyes", because: "Who writes does not audit.", between: [{ actions: ["write"] }, { actions: ["audit"] }] },
];
const groups = { owners: ["olga"], others: ["otto"], security: ["sven"], leads: ["lea"], chiefs: ["chris"] };

const together = (asks: Ask[], extra: object[] = []): CombinedDecision =>
  decideTogether(policyOf([...rules, ...extra], { conflicts }), asks.map(factsOf), {
    directory: directoryOf({ groups }),
    policyVersion: "3",
  });

describe("several entitlements are decided whole, as strictly as the strictest", () => {
  test.each([
    [["read"], "auto-approve"],
    [["read", "write"], "needs-approval"],
    [["write", "drop"], "deny"],
    [["read", "drop"], "deny"],
  ])("%o: %s", (actions, outcome) => {
    const decision = together(actions.map((action) => ({ action })));
    expect(decision.outcome).toBe(outcome);
    expect(decision.items).toHaveLength(actions.length);
    if (outcome !== "needs-approval") expect(decision.stages).toEqual([]);
  });

  test("a stage that two items share is asked once, with the sooner escalation to everyone named", () => {
    const decision = together([{ action: "write" }, { action: "admin" }, { action: "read" }]);
    expect(decision.stages.map(({ index, from, approvers }) => [index, from, approvers])).toEqual([
      [0, ["resource.owners"], ["per_olga"]],
      [1, ["group:security"], ["per_sven"]],
    ]);
    expect(decision.stages[0]).toMatchObject({
      escalateAfterSeconds: 1_800,
      escalateTo: ["group:leads", "group:chiefs"],
      escalateApprovers: ["per_chris", "per_lea"],
    });
    expect(decision).toMatchObject({
      ordered: true,
      stepUp: true,
      lapseAfterSeconds: 14_400,
      maxDurationSeconds: 3_600,
      notify: ["group:owners"],
    });
  });

  test("owners of two resources are two stages, though written alike", () => {
    const other = { name: "stock-db", owners: ["group:others"] };
    const decision = together([{ action: "write" }, { action: "write", resource: other }]);
    expect(decision.stages.map(({ approvers }) => approvers)).toEqual([["per_olga"], ["per_otto"]]);
  });

  test("stages that could only pass with one person twice are denied together", () => {
    const same = {
      id: "audit",
      what: { actions: ["check"] },
      then: { approval: [{ from: ["group:owners"], need: 1 }], maxDuration: "1h" },
    };
    const decision = together([{ action: "write" }, { action: "check" }], [same]);
    expect(decision).toMatchObject({ outcome: "deny", reasons: [{ code: "too_few_people", need: 2, have: 1 }] });
    expect(decision.items.map((item) => item.decision.outcome)).toEqual(["needs-approval", "needs-approval"]);
  });
});

describe("separation of duties", () => {
  const audit = { id: "audit", what: { actions: ["audit"] }, then: { autoApprove: true, maxDuration: "8h" } };
  test("two sides in one request are denied", () => {
    const decision = together([{ action: "write" }, { action: "audit" }], [audit]);
    expect(decision).toMatchObject({
      outcome: "deny",
      reasons: [
        {
          code: "conflict",
          conflictId: "four-eyes",
          alsoAsked: true,
          wanted: "write on orders-db",
          held: "audit on orders-db",
        },
      ],
    });
  });

  test.each(["scheduled", "activating", "active"] as const)("a %s grant on the other side is enough", (status) => {
    const { entitlement, resource, target } = factsOf({ action: "write" });
    const held = { id: "grt_1", status, entitlement, resource, target };
    const { items } = together([{ action: "audit", activeGrants: [held] }], [audit]);
    expect(items[0]?.decision.reasons).toMatchObject([{ code: "conflict", alsoAsked: false }]);
    expect(items[0]?.decision.outcome).toBe("deny");
    // The same side, and the very same entitlement (an extension), are no conflict.
    expect(together([{ action: "write", activeGrants: [held] }]).outcome).toBe("needs-approval");
  });
});
