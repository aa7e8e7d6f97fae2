import { describe, expect, it } from "vitest";
import { compareWithKnown } from "./known-points.ts";

describe("the list of places where the portal can be killed", () => {
  it("is the same list while the code passes the same places, in whatever order", () => {
    expect(compareWithKnown(["a", "b"], ["b", "a"], ["b", "a"])).toEqual({ points: ["a", "b"], added: [], gone: [] });
  });

  it("tells what is new, and has it", () => {
    expect(compareWithKnown(["b"], ["b", "a"], ["b", "a"])).toEqual({ points: ["a", "b"], added: ["a"], gone: [] });
  });

  it("tells what is reached no more, and has it no longer", () => {
    expect(compareWithKnown(["a", "b"], ["b"], ["b"])).toEqual({ points: ["b"], added: [], gone: ["a"] });
  });

  it("keeps a place that only one of two runs passes", () => {
    expect(compareWithKnown(["a", "b"], ["b"], ["a", "b"])).toEqual({ points: ["a", "b"], added: [], gone: [] });
  });

  it("takes for new what both of two runs pass: a slow one alone makes nothing new", () => {
    expect(compareWithKnown(["a"], ["a", "b", "c"], ["a", "c"])).toEqual({
      ...{ points: ["a", "c"], added: ["c"], gone: [] },
    });
  });
});
