import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";

/** A call that was overtaken takes no effect. */
export function fenceCases(get: GetContext): void {
  describe("fence", () => {
    it("an overtaken apply, removal or credential is refused and changes nothing", async () => {
      const context = get();
      const access = await context.applied();
      await context.applied(context.atFence(access, 12));
      const stale = context.atFence(access, 11);
      const before = await context.connector.observe(access);
      const live = await context.enter(context.atFence(access, 12));
      await expect(context.connector.apply(stale, context.in(5_000))).rejects.toThrow(/fence/);
      await expect(context.connector.remove(stale)).rejects.toThrow(/fence/);
      if (context.connector.issueCredential !== undefined) {
        await expect(context.connector.issueCredential(stale, { endSessions: true })).rejects.toThrow(/fence/);
      }
      expect(await live.canRead()).toBe(true);
      expect((await context.connector.observe(access)).until).toEqual(before.until);
    });

    it("an apply that was held up in mid-call has no effect once a later removal was answered", async () => {
      const context = get();
      const access = await context.newAccess();
      let held: (() => void) | undefined;
      const reached = new Promise<void>((resolve) => (held = resolve));
      // All but what takes effect has been sent; that comes only after the removal.
      const isEffect = (bytes: Buffer): boolean => {
        const effect = context.target.isEffect(bytes);
        if (effect) held?.();
        return effect;
      };
      await context.withFault({ kind: "hold", isEffect }, async (connector, proxy) => {
        const hanging = connector.apply(access, context.in(60_000)).then(
          () => "took effect",
          () => "failed",
        );
        await reached;
        await context.connector.remove(context.atFence(access, 11));
        proxy.release();
        expect(await hanging).toBe("failed");
      });
      expect(await context.state(access)).toBe("absent");
    });
  });
}
