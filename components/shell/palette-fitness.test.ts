import { expect, test } from "vitest";
import { paletteFitness } from "#components/shell/palette-fitness.ts";

test.each([
  ["req", ["Request", "ask"], 1],
  ["red sw", ["Red switch"], 1],
  ["SWITCH red", ["Red switch"], 1],
  ["witch", ["Red switch"], 0.5],
  ["orders-db", ["write on orders-db"], 0.5],
  ["orders", ["Red switch"], 0],
  ["red orders", ["Red switch"], 0],
  ["", ["Home"], 1],
] as const)("%j fits %j by %d", (typed, names, fitness) => {
  expect(paletteFitness("Administration /admin/red-switch", typed, names)).toBe(fitness);
});
