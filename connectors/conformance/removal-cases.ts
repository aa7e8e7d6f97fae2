import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";

/** Gone means gone, and live sessions with it. */
export function removalCases(get: GetContext): void {
  describe("removal", () => {
    it("a removed access is read back as absent, and is of no use", async () => {
      const context = get();
      const access = await context.applied();
      const secret = await context.secret(access);
      expect(await context.canUse(access, secret)).toBe(true);
      expect((await context.connector.remove(access)).quarantined).toEqual([]);
      expect(await context.connector.observe(access)).toMatchObject({ state: "absent", liveSessions: [] });
      expect(await context.canUse(access, secret)).toBe(false);
    });

    it("removed twice is success", async () => {
      const context = get();
      const access = await context.applied();
      await context.connector.remove(access);
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("removing what was never there is success", async () => {
      const context = get();
      const access = await context.newAccess();
      expect(await context.connector.remove(access)).toEqual({ quarantined: [] });
    });

    it("removed five times at once, it is gone, and one more removal succeeds", async () => {
      const context = get();
      const access = await context.applied();
      await Promise.allSettled(Array.from({ length: 5 }, () => context.connector.remove(access)));
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("a live session is dead when its removal returns, within two seconds of the beginning", async () => {
      const context = get();
      const tookMs: number[] = [];
      // The least of several: what else the machine does comes on top.
      for (let round = 0; round < 3; round++) {
        const access = await context.applied();
        const live = await context.enter(access);
        expect(await live.isAlive()).toBe(true);
        const startedMs = performance.now();
        await context.connector.remove(access);
        tookMs.push(performance.now() - startedMs);
        expect(await live.isAlive()).toBe(false);
      }
      expect(Math.min(...tookMs)).toBeLessThan(2_000);
    });

    it("every live session ends, and nobody else's", async () => {
      const context = get();
      const [access, other] = [await context.applied(), await context.applied()];
      const secret = await context.secret(access);
      const lives = await Promise.all([1, 2, 3].map(() => context.logIn(access, secret)));
      const theirs = await context.enter(other);
      await context.connector.remove(access);
      expect(await Promise.all(lives.map((live) => live.isAlive()))).toEqual([false, false, false]);
      expect(await theirs.isAlive()).toBe(true);
    });
  });
}
