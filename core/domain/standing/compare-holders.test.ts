import { describe, expect, it } from "vitest";
import type { EntitlementId, HoldingId } from "#core/domain/ids.ts";
import { isAnothers, unexplained, unlisted } from "#core/domain/standing/compare-holders.ts";

const entitlementId = "ent_1" as EntitlementId;
const found = (account: string, accountId: string | null) => ({ entitlementId, account, accountId, holdingId: null });
const held = (account: string, accountId: string | null) => ({
  ...{ entitlementId, account, accountId },
  holdingId: "hld_1" as HoldingId,
});

describe("whom a target lists, beside whom grants speak for", () => {
  it.each([
    ["the same account under another login", found("ada-2", "1"), held("ada", "1"), true],
    ["another account under the same login", found("ada", "2"), held("ada", "1"), false],
    ["a target that tells no ids", found("ada", null), held("ada", null), true],
    ["a holding from before its target told them", found("ada", "1"), held("ada", null), true],
    ["a target that tells them no more", found("ada", null), held("ada", "1"), true],
    ["somebody else", found("bob", "2"), held("ada", "1"), false],
    ["somebody else without ids", found("bob", null), held("ada", null), false],
  ])("%s", (_, one, holding, isTheSame) => {
    expect(unexplained([one], [holding])).toEqual(isTheSame ? [] : [one]);
    expect(unlisted([one], [holding])).toEqual(isTheSame ? [] : [holding]);
  });

  it("only two ids that differ say that a login has changed hands", () => {
    expect(isAnothers({ accountId: "1" }, "2")).toBe(true);
    for (const [one, other] of [
      ["1", "1"],
      ["1", null],
      [null, "1"],
      [null, null],
    ] as const)
      expect(isAnothers({ accountId: one }, other)).toBe(false);
  });
});
