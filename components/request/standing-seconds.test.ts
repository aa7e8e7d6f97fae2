import { expect, test } from "vitest";
import { standingSeconds } from "./standing-seconds.ts";

const vote = (durationSeconds: number | null, counts = true) => ({ durationSeconds, counts });

test("what an earlier approver shortened stays short, and a vote that no longer counts shortens nothing", () => {
  expect(standingSeconds({ durationSeconds: 14_400, votes: [] })).toBe(14_400);
  expect(standingSeconds({ durationSeconds: 14_400, votes: [vote(null), vote(3_600)] })).toBe(3_600);
  expect(standingSeconds({ durationSeconds: 14_400, votes: [vote(3_600, false)] })).toBe(14_400);
});
