import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

/** Access that no portal gave, taken away in enforce mode. */
export function expelCases(get: GetContext): void {
  describe("strangers", () => {
    it("lose the entitlement and nothing else, twice is once, and nobody beside them loses anything", async () => {
      const context = get();
      const { hands, reading } = context.target;
      const access = await context.applied();
      const [stranger, other] = ["stranger_one", "stranger_two"] as const;
      await hands.giveStanding([stranger, other], reading);
      const accounts = async () => (await listed(context.connector.holders(reading))).map(({ account }) => account);
      expect(await accounts()).toEqual(expect.arrayContaining([stranger, other, access.account]));
      const { holdingId, portalId } = await context.newAccess();
      const expel = () =>
        context.connector.expel({ holdingId, portalId, account: stranger, entitlement: reading, fence: 0 });
      await expel();
      await expel();
      const left = await accounts();
      expect(left).not.toContain(stranger);
      expect(left).toEqual(expect.arrayContaining([other, access.account]));
      if (context.isCredentialKind) expect(await hands.exists(stranger)).toBe(true);
      expect(await context.state(access)).toBe("present");
    });

    it("are not those who bear a portal's mark", async () => {
      const context = get();
      if (!context.isCredentialKind) return;
      const access = await context.applied();
      await expect(context.connector.expel(access)).rejects.toThrow(/mark/);
      expect(await context.state(access)).toBe("present");
    });
  });
}
