import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";

const dayMs = 86_400_000;

/** The deadline that the target holds itself. */
export function deadlineCases(get: GetContext): void {
  describe("deadline", () => {
    it("a target that holds no deadline never says that it does", async (test) => {
      const context = get();
      if (!context.lacks("deadline")) return test.skip("this target holds a deadline");
      const access = await context.newAccess();
      expect(await context.connector.apply(access, context.in(60_000))).toEqual({ until: null });
      expect((await context.connector.observe(access)).until).toBeNull();
    });

    it("the target is told the deadline, and says so", async (test) => {
      const context = get();
      if (context.lacks("deadline")) return test.skip("this target holds no deadline");
      const access = await context.newAccess();
      const until = context.in(60_000);
      const startedMs = performance.now();
      const receipt = await context.connector.apply(access, until);
      const tookMs = performance.now() - startedMs;
      const seen = await context.connector.observe(access);
      expect(seen.until).toEqual(receipt.until);
      expect(Math.abs((seen.until?.getTime() ?? 0) - until.getTime())).toBeLessThan(tookMs + 500);
    });

    it("it moves later", async (test) => {
      const context = get();
      if (context.lacks("deadline")) return test.skip("this target holds no deadline");
      const access = await context.applied();
      const { until } = await context.connector.apply(access, context.in(2 * dayMs));
      expect((await context.connector.observe(access)).until).toEqual(until);
      expect(until?.getTime()).toBeGreaterThan(context.in(dayMs).getTime());
    });

    it("it moves earlier, and the session stays", async (test) => {
      const context = get();
      if (context.lacks("deadline")) return test.skip("this target holds no deadline");
      const access = await context.applied();
      const live = await context.enter(access);
      const { until } = await context.connector.apply(access, context.in(60_000));
      expect((await context.connector.observe(access)).until).toEqual(until);
      expect(until?.getTime()).toBeLessThan(context.in(61_000).getTime());
      expect(await live.canRead()).toBe(true);
    });

    it("it holds when the portal is destroyed", async (test) => {
      const context = get();
      if (context.lacks("deadline")) return test.skip("this target holds no deadline");
      const access = await context.newAccess();
      const doomed = context.target.connect();
      await doomed.apply(access, context.in(60_000));
      const secret = (await doomed.issueCredential?.(access, { endSessions: false }))?.password ?? null;
      expect(await context.canUse(access, secret)).toBe(true);
      await doomed.apply(access, context.in(1_000));
      await doomed.close();
      await expect.poll(() => context.canUse(access, secret)).toBe(false);
    });

    it("a deadline that has passed lets nobody in", async () => {
      const context = get();
      if (context.lacks("deadline")) {
        const late = await context.newAccess();
        await expect(context.connector.apply(late, context.in(-1_000))).rejects.toThrow();
        expect(await context.canUse(late, null)).toBe(false);
        return;
      }
      const access = await context.applied();
      const secret = await context.secret(access);
      await context.connector.apply(access, context.in(-1_000));
      expect(await context.canUse(access, secret)).toBe(false);
    });

    it.each([-dayMs, dayMs])(
      "a portal whose clock is %d ms off tells the same instant on the target's clock",
      async (off) => {
        const context = get();
        const portalNow = (): Promise<Date> => Promise.resolve(context.in(off));
        const connector = context.target.connect({ portalNow });
        const access = await context.newAccess();
        const trueUntil = context.in(60_000);
        const startedMs = performance.now();
        await connector.apply(access, new Date(trueUntil.getTime() + off));
        const seen = await connector.observe(access);
        // What a clock says cannot be known closer than it takes to ask.
        const tookMs = performance.now() - startedMs;
        await connector.close();
        if (!context.lacks("deadline"))
          expect(Math.abs((seen.until?.getTime() ?? 0) - trueUntil.getTime())).toBeLessThan(tookMs + 500);
        expect(Math.abs(seen.clockOffsetMs + off)).toBeLessThan(tookMs + (context.target.clockToleranceMs ?? 500));
      },
    );

    it("without a portal's clock nothing is applied and nothing is known", async () => {
      const context = get();
      const connector = context.target.connect({ portalNow: () => Promise.reject(new Error("no clock")) });
      const access = await context.newAccess();
      await expect(connector.apply(access, context.in(60_000))).rejects.toThrow("no clock");
      await expect(connector.observe(access)).rejects.toThrow("no clock");
      await connector.close();
      expect(await context.state(access)).toBe("absent");
    });
  });
}
