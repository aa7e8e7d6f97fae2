import { expect, test } from "vitest";
import { readPages } from "./read-pages.ts";

test("a list whose pages lead back to an earlier one is stopped at once, not held until memory is full", async () => {
  let asked = 0;
  const found: number[] = [];
  const reading = (async () => {
    for await (const one of readPages((cursor) => {
      asked += 1;
      return Promise.resolve({ found: [1, 2], cursor: cursor === "a" ? "b" : "a" });
    }))
      found.push(one);
  })();
  await expect(reading).rejects.toThrow(/same page|does not end/);
  expect(asked).toBeLessThanOrEqual(3);
});

test("a list that goes on for ever is given up before memory is full", async () => {
  const page = Array.from({ length: 1_000 }, () => 1);
  let asked = 0;
  const pages = readPages(() => Promise.resolve({ found: page, cursor: String((asked += 1)) }));
  const reading = async (): Promise<void> => {
    for await (const one of pages) if (one !== 1) throw new Error("another list");
  };
  await expect(reading()).rejects.toThrow("does not end");
  expect(asked).toBeLessThanOrEqual(1_001);
});

test("a list of empty pages is given up when its time is over", async () => {
  let asked = 0;
  const pages = readPages(() => Promise.resolve({ found: [], cursor: String((asked += 1)) }), 5);
  await expect(pages.next()).rejects.toThrow("does not end");
  expect(asked).toBeLessThan(10_000);
});
