import { expect, test } from "vitest";
import { endedWords } from "./objective.ts";

test("ends that no target confirmed are never called nothing", () => {
  expect(endedWords(null)).toBe("Nothing ended yet");
  expect(endedWords({ count: 0, p99Ms: null })).toBe("Nothing ended yet");
  expect(endedWords({ count: 2, p99Ms: null })).toBe("None was confirmed");
  expect(endedWords({ count: 2, p99Ms: 410 })).toBe("Within 0.5 s");
});
