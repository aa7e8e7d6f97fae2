import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that expects one replaces console.error by its own spy, and asserts on that.
const unexpected: string[] = [];

beforeEach(() => {
  unexpected.length = 0;
  vi.spyOn(console, "error").mockImplementation((...words: unknown[]) => {
    unexpected.push(words.map(String).join(" "));
  });
});

afterEach(() => {
  const seen = unexpected.splice(0);
  vi.mocked(console.error).mockRestore();
  expect(seen, "console.error was called, which this test does not expect").toEqual([]);
});
