import { expect, test } from "vitest";
import type { Improvement, Reason } from "#core/domain/policy/decision.ts";
import { explainImprovement, explainReason } from "#core/domain/policy/explain-reason.ts";
import { formatDuration } from "#core/domain/policy/format-duration.ts";
import { parseDuration } from "#core/domain/policy/parse-duration.ts";

test.each<[Reason, string]>([
  [{ code: "too_long", askedSeconds: 28_800, atMostSeconds: 3_600 }, "Asked 8 h, at most 1 h."],
  [{ code: "denied_by_rule", ruleId: "r", message: "Ask your sponsor" }, "Ask your sponsor. (rule r)"],
  [
    { code: "nobody_can_decide", ruleId: "r", stage: 1, from: ["resource.owners", "group:security"], need: 2, have: 1 },
    "Nobody can decide this: stage 2 of rule r needs 2 of the resource's owners, group security, and there is only 1 who did not ask for it.",
  ],
  [
    { code: "nobody_can_decide", ruleId: "r", stage: 0, from: ["onCall:night"], need: 1, have: 0 },
    "Nobody can decide this: stage 1 of rule r needs one of whoever is on call for night, and there is nobody who did not ask for it.",
  ],
])("%o", (reason, sentence) => {
  expect(explainReason(reason)).toBe(sentence);
});

test.each<[Improvement, string]>([
  [{ outcome: "auto-approve", ruleId: "r", durationSeconds: 3_600 }, "Ask for 1 h: approved at once."],
  [
    { outcome: "needs-approval", ruleId: "r", durationSeconds: 5_400, addTicket: true },
    "Ask for 1 h 30 min and add a ticket: an approver can decide.",
  ],
])("%o", (improvement, sentence) => {
  expect(explainImprovement(improvement)).toBe(sentence);
});

test.each<[string, number | undefined]>([
  ["5s", 5],
  ["30m", 1_800],
  ["8h30m", 30_600],
  ["2d", 172_800],
  ["1d2h3m4s", 93_784],
  ["90m", 5_400],
  ["365d", 31_536_000],
  ["366d", undefined],
  ["0s", undefined],
  ["", undefined],
  ["1.5h", undefined],
  ["30m8h", undefined],
  ["1h1h", undefined],
  ["-1h", undefined],
  ["1 h", undefined],
  ["1h\n", undefined],
  ["99999999999999999999s", undefined],
])("%j is %s seconds", (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each([
  [0, "0 s"],
  [59.2, "1 min"],
  [3_661, "1 h 1 min 1 s"],
  [172_800, "2 d"],
])("%d s is written %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
