import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

/** Exactly what was asked, once. */
export function accessCases(get: GetContext): void {
  describe("exactly this access", () => {
    it("before anything was applied, nothing is there", async () => {
      const context = get();
      const seen = await context.connector.observe(await context.newAccess());
      expect(seen).toMatchObject({ state: "absent", liveSessions: [] });
    });

    it("an applied access is read back as present", async () => {
      const context = get();
      expect(await context.state(await context.applied())).toBe("present");
    });

    it("who may read reads, and does not write", async () => {
      const context = get();
      const live = await context.enter(await context.applied());
      expect([await live.canRead(), await live.canWrite()]).toEqual([true, false]);
    });

    it("who may write writes", async () => {
      const context = get();
      const live = await context.enter(await context.applied(await context.newAccess(context.target.writing)));
      expect(await live.canWrite()).toBe(true);
    });

    it("applied twice is there once, and removed by one removal", async () => {
      const context = get();
      const access = await context.applied();
      await context.applied(access);
      expect(await context.state(access)).toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("applied ten times at once, it is there once", async () => {
      const context = get();
      const access = await context.newAccess();
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => context.applied(access)));
      expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true);
      expect(await context.state(access)).toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("two holdings of one person stand apart: the end of one leaves the other", async () => {
      const context = get();
      const { reading, writing } = context.target;
      const [email, other] = [context.newPerson(), context.isCredentialKind ? reading : writing];
      const first = await context.applied(await context.newAccess(reading, email));
      const second = await context.applied(await context.newAccess(other, email));
      const live = await context.enter(second);
      await context.connector.remove(first);
      expect([await context.state(first), await context.state(second)]).toEqual(["absent", "present"]);
      expect(await live.canRead()).toBe(true);
    });

    it("ten accesses at once are all there", async () => {
      const context = get();
      const all = await Promise.all(Array.from({ length: 10 }, () => context.newAccess()));
      await Promise.all(all.map((access) => context.applied(access)));
      expect(await Promise.all(all.map((access) => context.state(access)))).toEqual(all.map(() => "present"));
    });

    it("live sessions are shown with their beginning and address", async (test) => {
      const context = get();
      if (context.lacks("sessions")) return test.skip("this target does not know its sessions");
      const access = await context.applied();
      const startedAt = context.in(0);
      await context.enter(access);
      await context.enter(access);
      const { liveSessions } = await context.connector.observe(access);
      expect(new Set(liveSessions.map(({ id }) => id)).size).toBe(2);
      for (const { since, address } of liveSessions) {
        expect(Math.abs(since.getTime() - startedAt.getTime())).toBeLessThan(60_000);
        expect(address).toBe("127.0.0.1");
      }
    });

    it("an access that was removed can be given again, by a later operation", async () => {
      const context = get();
      const access = await context.applied();
      await context.connector.remove(access);
      expect(await context.state(await context.applied(context.atFence(access, 11)))).toBe("present");
    });

    it("what can be requested is found, with mappings that the kind accepts", async () => {
      const context = get();
      const found = await listed(context.connector.discover());
      for (const { resource, action } of [context.target.reading, context.target.writing]) {
        expect(found).toContainEqual(expect.objectContaining({ resource, action }));
      }
      for (const { mapping } of found) expect(context.target.kind.checkMapping(mapping).ok).toBe(true);
    });

    it("settings and mappings with unknown or missing parts are refused", () => {
      const { kind, settings, reading } = get().target;
      expect([kind.checkSettings(settings).ok, kind.checkMapping(reading.mapping).ok]).toEqual([true, true]);
      for (const junk of [null, "", [], {}, { ...settings, unknown: 1 }])
        expect(kind.checkSettings(junk).ok).toBe(false);
      for (const junk of [null, "", [], {}, { ...reading.mapping, unknown: 1 }]) {
        expect(kind.checkMapping(junk).ok).toBe(false);
      }
    });
  });
}
