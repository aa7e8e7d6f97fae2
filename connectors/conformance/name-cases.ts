import { describe, expect, it } from "vitest";
import type { HoldingId } from "#core/domain/ids.ts";
import type { GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

const emails = [
  `"; drop role postgres; --@example.test`,
  `o'brien+tag%s$1@example.test`,
  `名前@example.test`,
  `${"very".repeat(40)}long@example.test`,
  `*)(uid=*@example.test`,
  `@`,
];

/** Names that break what is put together carelessly. */
export function nameCases(get: GetContext): void {
  describe("names", () => {
    it("odd and hostile names of entitlements are only names", async () => {
      const context = get();
      expect(context.target.odd.length).toBeGreaterThan(3);
      for (const entitlement of context.target.odd) {
        const access = await context.applied(await context.newAccess(entitlement));
        expect(await context.state(access), entitlement.action).toBe("present");
        expect(await (await context.enter(access)).canRead(), entitlement.action).toBe(true);
        const found = await listed(context.connector.holders(entitlement));
        expect(found.map(({ account }) => account)).toContain(access.account);
        await context.connector.remove(access);
        expect(await context.state(access), entitlement.action).toBe("absent");
      }
    });

    it.each(emails)("the holder %s gets an account that works", async (email) => {
      const context = get();
      const access = await context.applied(await context.newAccess(context.target.reading, email));
      expect(await (await context.enter(access)).canRead()).toBe(true);
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("an account's name depends on the whole holding and on nothing else than what it is given", () => {
      const { kind } = get().target;
      const name = (email: string, id: string): string => kind.accountFor(email, id as HoldingId);
      expect(name("ada@example.test", "hld_00000001")).toBe(name("ada@example.test", "hld_00000001"));
      if (kind.accounts === "membership") return;
      const ids = Array.from({ length: 1_000 }, (_, at) => `hld_0190a000${at}`);
      expect(new Set(ids.map((id) => name("ada@example.test", id))).size).toBe(ids.length);
    });
  });
}
