import { afterAll, describe, expect, it } from "vitest";
import { seededBugs } from "./bugs.ts";
import { openPlantedTree, plantedText, type PlantedTree } from "./planted-tree.ts";
import { isFull } from "#core/testing/is-full.ts";

describe("seeded bugs", () => {
  it("are twelve or more, and each can still be planted", () => {
    expect(seededBugs.length).toBeGreaterThanOrEqual(12);
    for (const bug of seededBugs) expect(plantedText(bug)).toContain(bug.replace);
  });

  describe.runIf(isFull)("planted in a copy of the tree", () => {
    let tree: PlantedTree | undefined;
    afterAll(() => tree?.remove());

    it.each(seededBugs)(
      "$name: exactly the named tests fail",
      async (bug) => {
        tree ??= openPlantedTree();
        expect(bug.caughtBy.length).toBeGreaterThan(0);
        const failures = await tree.failures(bug);
        expect(failures.filter((name) => !bug.perhapsBy?.includes(name))).toEqual(bug.caughtBy);
      },
      600_000,
    );
  });
});
