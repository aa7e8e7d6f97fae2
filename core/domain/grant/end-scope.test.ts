import { describe, expect, it } from "vitest";
import { endScopeOf, pullRedSwitchInput, readRedSwitchInput } from "#core/domain/grant/end-scope.ts";

const personId = `per_${"0".repeat(26)}`;
const targetId = `tgt_${"0".repeat(26)}`;

describe("the scope of the red switch", () => {
  it.each([
    [{ of: "person", personId }, true],
    [{ of: "target", targetId }, true],
    [{ of: "everything" }, true],
    [{ of: "person" }, false],
    [{ of: "target", personId }, false],
    [{ of: "person", personId, targetId }, false],
    // Somebody who names a person must not end everything.
    [{ of: "everything", personId }, false],
    [{ of: "everything", targetId }, false],
    [{}, false],
  ])("is one of three, with exactly its own id: %j", (given, isValid) => {
    expect(readRedSwitchInput.safeParse(given).success).toBe(isValid);
    const pull = { ...given, reason: "it was stolen", confirm: "x", shown: 1 };
    expect(pullRedSwitchInput.safeParse(pull).success).toBe(isValid);
  });

  it("keeps only what it is about", () => {
    expect(endScopeOf(readRedSwitchInput.parse({ of: "target", targetId }))).toEqual({ of: "target", targetId });
    expect(endScopeOf({ of: "everything" })).toEqual({ of: "everything" });
    expect(() => endScopeOf({ of: "person" })).toThrow();
  });
});
