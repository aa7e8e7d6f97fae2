import { expect, test } from "vitest";
import type { ShownDecision } from "./shown-decision.ts";
import { decidingRules, improvementOf, refusalReasons, stageWords, stagesWords } from "./decision-words.ts";

const people = (...names: string[]) => names.map((name) => ({ id: `per_${name}`, name }));

test("a stage names its people as long as they can be named, and counts them beyond", () => {
  expect(stageWords({ need: 1, approvers: people("Ana Lindqvist") })).toBe("Ana Lindqvist");
  expect(stageWords({ need: 1, approvers: people("Ana", "Ben", "Cem") })).toBe("Ana, Ben or Cem");
  expect(stageWords({ need: 2, approvers: people("Ana", "Ben") })).toBe("Ana and Ben");
  expect(stageWords({ need: 2, approvers: people("Ana", "Ben", "Cem") })).toBe("2 of Ana, Ben, Cem");
  expect(stageWords({ need: 1, approvers: people("A", "B", "C", "D") })).toBe("one of 4 people");
});

test("all stages must pass, so they are joined by and", () => {
  const stages = [
    { need: 1, approvers: people("Ana Lindqvist", "Ben Okafor") },
    { need: 1, approvers: people("Mei Sato") },
  ];
  expect(stagesWords(stages, { brief: true })).toBe("Ana or Ben, and Mei");
  expect(stagesWords(stages.map((stage) => ({ ...stage, approvers: stage.approvers.slice(-1) })))).toBe(
    "Ben Okafor and Mei Sato",
  );
});

const item = (outcome: "deny" | "auto-approve" | "needs-approval", ruleId: string | null) =>
  ({
    entitlementId: "ent",
    ruleId,
    outcome,
    reasons: [{ code: "no_rule_matches" }],
    improvement: { outcome: "auto-approve", ruleId: "short", durationSeconds: 3600 },
  }) satisfies ShownDecision["items"][number];

test("rules and reasons are told once, and only refused items give reasons for a refusal", () => {
  const items = [item("deny", null), item("deny", null), item("auto-approve", "short")];
  expect(decidingRules({ items })).toEqual(["short"]);
  expect(refusalReasons({ reasons: [], items })).toEqual(["No rule allows this."]);
});

test("an improvement is offered only where it would settle the whole request", () => {
  expect(improvementOf({ items: [item("deny", null)] })?.durationSeconds).toBe(3600);
  expect(improvementOf({ items: [item("deny", null), item("needs-approval", "long")] })).toBeNull();
  expect(improvementOf({ items: [item("auto-approve", "short")] })).toBeNull();
});
