import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";

/** People change things at the target, and other portals work there. */
export function handsCases(get: GetContext): void {
  describe("other hands", () => {
    it("an access taken away by hand is not read back as present", async () => {
      const context = get();
      const access = await context.applied();
      await context.target.hands.takeAway(access.account, access.entitlement);
      expect(await context.state(access)).not.toBe("present");
      await context.applied(access);
      expect(await context.state(access)).toBe("present");
    });

    it("an access widened by hand is partial, and a removal ends all of it", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("what else a person may do is not the access");
      const access = await context.applied();
      await context.target.hands.widen(access.account);
      expect(await context.state(access)).toBe("partial");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("an account deleted by hand is absent, and its removal succeeds", async () => {
      const context = get();
      const access = await context.applied();
      await context.target.hands.destroy(access.account);
      expect(await context.state(access)).toBe("absent");
      await context.connector.remove(access);
    });

    it("an account of that name that no portal made is never touched", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const access = await context.newAccess();
      await context.target.hands.makeForeign(access.account);
      const { connector } = context;
      await expect(connector.apply(access, context.in(60_000))).rejects.toThrow();
      await expect(connector.remove(access)).rejects.toThrow();
      await expect(connector.observe(access)).rejects.toThrow();
      expect(await context.target.hands.exists(access.account)).toBe(true);
    });

    it("another portal touches nothing of ours", async (test) => {
      const context = get();
      if (context.lacks("marks")) return test.skip("nothing at this target says which portal made it");
      const access = await context.applied();
      const live = await context.enter(access);
      const theirs = { ...access, portalId: "prt_second", fence: 99 };
      const second = context.target.connect();
      await expect(second.apply(theirs, context.in(60_000))).rejects.toThrow();
      await expect(second.remove(theirs)).rejects.toThrow();
      await second.close();
      expect(await context.state(access)).toBe("present");
      expect(await live.canRead()).toBe(true);
    });

    it("two portals work side by side", async () => {
      const context = get();
      const [ours, fresh] = [await context.newAccess(), await context.newAccess()];
      const theirs = { ...fresh, portalId: "prt_second" };
      const second = context.target.connect();
      await Promise.all([context.applied(ours), second.apply(theirs, context.in(60_000))]);
      await context.connector.remove(ours);
      expect((await second.observe(theirs)).state).toBe("present");
      await second.remove(theirs);
      await second.close();
    });
  });
}
