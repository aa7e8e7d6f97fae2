import { expect, test } from "vitest";
import { inTurn } from "./in-turn.ts";

/** Work that ends when it is told to. */
const opened = () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = inTurn((key) => {
    begun.push(key);
    return new Promise((resolve) => ends.push(resolve));
  });
  const endFirst = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, ask, endFirst };
};

test("asked for while it is done, it is not given up, and is done once more however often that was", async () => {
  const { begun, ask, endFirst } = opened();
  for (let n = 0; n < 5; n += 1) ask("requests");
  expect(begun).toEqual(["requests"]);
  await endFirst();
  expect(begun).toEqual(["requests", "requests"]);
  await endFirst();
  expect(begun).toHaveLength(2);
  ask("requests");
  expect(begun).toHaveLength(3);
});

test("one does not wait for another", async () => {
  const { begun, ask, endFirst } = opened();
  ask("requests");
  ask("grants");
  ask("grants");
  expect(begun).toEqual(["requests", "grants"]);
  await endFirst();
  expect(begun).toHaveLength(2);
  await endFirst();
  expect(begun).toEqual(["requests", "grants", "grants"]);
});
