import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

/** Every call fails in every way once; what it did must then be known, and the next call must put it right. */
export function faultCases(get: GetContext): void {
  describe("faults", () => {
    it("an apply whose line is cut before its effect leaves nothing", async () => {
      const context = get();
      const access = await context.newAccess();
      const strikes = await context.withFault(
        { kind: "cut-before", isEffect: context.target.isEffect },
        async (connector) => {
          await expect(connector.apply(access, context.in(60_000))).rejects.toThrow();
        },
      );
      expect(strikes).toBeGreaterThan(0);
      expect(await context.state(access)).toBe("absent");
      expect(await context.state(await context.applied(access))).toBe("present");
    });

    it("an apply whose line is cut after its effect throws, and the next finds it done", async () => {
      const context = get();
      const access = await context.newAccess();
      const strikes = await context.withFault(
        { kind: "cut-after", isEffect: context.target.isEffect },
        async (connector) => {
          await expect(connector.apply(access, context.in(60_000))).rejects.toThrow();
        },
      );
      expect(strikes).toBeGreaterThan(0);
      expect(await context.state(access)).toBe("present");
      expect(await context.state(await context.applied(access))).toBe("present");
    });

    it("an apply whose answer never comes throws in time", async () => {
      const context = get();
      const access = await context.newAccess();
      const startedMs = performance.now();
      const strikes = await context.withFault(
        { kind: "silent-after", isEffect: context.target.isEffect },
        async (connector) => {
          await expect(connector.apply(access, context.in(60_000))).rejects.toThrow();
        },
      );
      expect(strikes).toBeGreaterThan(0);
      expect(performance.now() - startedMs).toBeLessThan(context.target.kind.callTimeoutMs);
      expect(await context.state(access)).toBe("present");
    });

    it("a removal whose line is cut before its effect leaves the access, and throws", async () => {
      const context = get();
      const access = await context.applied();
      await context.withFault({ kind: "cut-before", isEffect: context.target.isEffect }, async (connector) => {
        await expect(connector.remove(access)).rejects.toThrow();
      });
      expect(await context.state(access)).toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("a removal whose line is cut after its effect throws, and the next succeeds", async () => {
      const context = get();
      const access = await context.applied();
      await context.withFault({ kind: "cut-after", isEffect: context.target.isEffect }, async (connector) => {
        await expect(connector.remove(access)).rejects.toThrow();
      });
      expect(await context.state(access)).not.toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("a slow line is only slow", async () => {
      const context = get();
      const access = await context.newAccess();
      await context.withFault({ kind: "slow", delayMs: 20 }, async (connector) => {
        await connector.apply(access, context.in(60_000));
        expect((await connector.observe(access)).state).toBe("present");
        await connector.remove(access);
        expect((await connector.observe(access)).state).toBe("absent");
      });
    });

    it.each(["refuse", "silent"] as const)("a target that answers with %s is unknown, never absent", async (kind) => {
      const context = get();
      const access = await context.newAccess();
      const strikes = await context.withFault({ kind }, async (connector) => {
        const calls = [
          connector.observe(access),
          connector.apply(access, context.in(60_000)),
          connector.remove(access),
          listed(connector.holders(access.entitlement)),
          listed(connector.discover()),
        ];
        const outcomes = await Promise.allSettled(calls);
        expect(outcomes.map(({ status }) => status)).toEqual(calls.map(() => "rejected"));
      });
      expect(strikes).toBeGreaterThan(0);
    });

    it("a target that crashed and came back is driven on, and what it held is still there", async () => {
      const context = get();
      const access = await context.applied();
      await context.target.crash();
      expect(await context.state(access)).toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("a closed connector answers nothing more", async () => {
      const context = get();
      const access = await context.newAccess();
      const connector = context.target.connect();
      const under = connector.observe(access).catch(() => undefined);
      await connector.close();
      await under;
      await expect(connector.observe(access)).rejects.toThrow();
    });
  });
}
