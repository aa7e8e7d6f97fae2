import { describe, expect, test } from "vitest";
import { decide } from "#core/domain/policy/decide.ts";
import type { Decision } from "#core/domain/policy/decision.ts";
import {
  directoryOf,
  factsOf,
  personFacts,
  policyOf,
  type Ask,
  type Company,
} from "#core/domain/policy/fixture-company.ts";

const decided = (stages: object[], company: Company, ask: Ask = {}): Decision => {
  const policy = policyOf([{ id: "r", then: { approval: stages, maxDuration: "8h" } }]);
  return decide(policy, factsOf(ask), { directory: directoryOf(company), policyVersion: "1" });
};
const approversOf = ({ stages }: Decision): (readonly string[])[] => stages.map(({ approvers }) => approvers);

test("every kind of approver reference names its people, sorted, each once", () => {
  const company = {
    groups: { owners: ["olga", "bert"], security: ["sven", "olga"] },
    managers: { alice: "mona" },
    onCall: { primary: ["pia"] },
  };
  const from = ["resource.owners", "group:security", "requester.manager", "person:Bert@example.test", "onCall:primary"];
  expect(approversOf(decided([{ from, need: 1 }], company))).toEqual([
    ["per_bert", "per_mona", "per_olga", "per_pia", "per_sven"],
  ]);
});

test("a stage carries its escalation with the people it names", () => {
  const stage = { from: ["group:owners"], need: 1, escalateAfter: "30m", escalateTo: ["group:leads"] };
  const decision = decided([stage], { groups: { owners: ["olga"], leads: ["lea", "alice"] } });
  expect(decision).toMatchObject({ outcome: "needs-approval", lapseAfterSeconds: 28_800, ordered: false });
  expect(decision.stages[0]).toEqual({
    index: 0,
    from: ["group:owners"],
    need: 1,
    approvers: ["per_olga"],
    escalateAfterSeconds: 1_800,
    escalateTo: ["group:leads"],
    escalateApprovers: ["per_lea"],
  });
});

describe("nothing waits for nobody", () => {
  test.each<[string, Company, Ask]>([
    ["the sole approver is the requester", { groups: { owners: ["alice"] } }, {}],
    [
      "the sole approver is the holder",
      { groups: { owners: ["bob"] } },
      { holder: personFacts("bob", { groups: ["engineering"] }) },
    ],
    ["approvers are requester and holder", { groups: { owners: ["alice", "bob"] } }, { holder: personFacts("bob") }],
    [
      "the sole approver is a second account of the requester",
      { groups: { owners: ["other"] } },
      { person: personFacts("alice", { email: "Other@Example.TEST" }) },
    ],
    ["the group was deleted", { groups: {} }, {}],
    ["the group is empty", { groups: { owners: [] } }, {}],
    ["everyone in the group is disabled", { groups: { owners: ["olga"] }, disabled: ["olga"] }, {}],
    ["the resource has no owners", { groups: { owners: ["olga"] } }, { resource: { owners: [] } }],
    [
      "the owner is of an unknown kind",
      { groups: { owners: ["olga"] } },
      { resource: { owners: ["owners", "resource.owners", "role:owners"] } },
    ],
  ])("%s: denied at once, naming the stage", (_name, company, ask) => {
    const from = ["resource.owners"];
    expect(decided([{ from, need: 1 }], company, ask)).toMatchObject({
      outcome: "deny",
      ruleId: "r",
      stages: [],
      reasons: [{ code: "nobody_can_decide", ruleId: "r", stage: 0, from, need: 1, have: 0 }],
    });
  });

  test("a nested group does not let the requester in", () => {
    // The directory resolves nesting, so the requester appears among the members of the outer group.
    const decision = decided([{ from: ["group:outer"], need: 1 }], { groups: { outer: ["olga", "alice"] } });
    expect(approversOf(decision)).toEqual([["per_olga"]]);
  });

  test("a requester without a manager, and one who is their own", () => {
    const stage = [{ from: ["requester.manager"], need: 1 }];
    expect(decided(stage, {}).outcome).toBe("deny");
    expect(decided(stage, { managers: { alice: "alice" } }).outcome).toBe("deny");
    expect(decided(stage, { managers: { alice: "mona" } }).outcome).toBe("needs-approval");
  });

  test.each([
    [2, ["olga"], "deny"],
    [2, ["olga", "otto"], "needs-approval"],
    [2, ["olga", "olga", "alice"], "deny"],
    [3, ["olga", "otto", "alice"], "deny"],
  ])("a stage of %d from %o: %s", (need, owners, outcome) => {
    expect(decided([{ from: ["group:owners"], need }], { groups: { owners } }).outcome).toBe(outcome);
  });
});

describe("every stage must pass, by different people", () => {
  test.each<[string[], string[], string[], "deny" | "needs-approval"]>([
    [["olga"], ["olga"], ["olga"], "deny"],
    [["olga"], ["olga", "otto"], ["otto"], "deny"],
    [["olga"], ["olga", "otto"], ["otto", "sven"], "needs-approval"],
    [["olga", "otto"], ["olga", "otto"], ["olga", "otto"], "deny"],
    [["olga", "otto", "sven"], ["olga"], ["otto"], "needs-approval"],
  ])("%o, %o and %o: %s", (a, b, c, outcome) => {
    const stages = ["a", "b", "c"].map((group) => ({ from: [`group:${group}`], need: 1 }));
    const decision = decided(stages, { groups: { a, b, c } });
    expect(decision.outcome).toBe(outcome);
    if (outcome === "deny") expect(decision.reasons[0]).toMatchObject({ code: "too_few_people", need: 3 });
  });
});
