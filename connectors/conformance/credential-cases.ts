import { describe, expect, it } from "vitest";
import type { Access, IssuedCredential } from "#core/ports/connector.ts";
import type { ConformanceContext, GetContext } from "./conformance-context.ts";

async function issue(context: ConformanceContext, access: Access, endSessions = false): Promise<IssuedCredential> {
  const issued = await context.connector.issueCredential?.(access, { endSessions });
  if (issued === undefined) throw new Error("a credential kind must issue credentials");
  return issued;
}

/** Secrets that exist only in their answer; nothing to do for kinds without. */
export function credentialCases(get: GetContext): void {
  describe("credentials", () => {
    it("an applied access has no usable secret until one is issued", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const access = await context.applied();
      for (const guess of ["", access.account, access.holdingId])
        expect(await context.canUse(access, guess)).toBe(false);
      const { password, username } = await issue(context, access);
      expect(username).toBe(access.account);
      expect(await context.canUse(access, password)).toBe(true);
    });

    it("a new secret ends the old one, and leaves sessions unless asked", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const access = await context.applied();
      const first = await issue(context, access);
      const live = await context.logIn(access, first.password);
      const second = await issue(context, access);
      expect(second.password).not.toBe(first.password);
      expect([await context.canUse(access, first.password), await context.canUse(access, second.password)]).toEqual([
        false,
        true,
      ]);
      expect(await live.isAlive()).toBe(true);
      const third = await issue(context, access, true);
      expect(await live.isAlive()).toBe(false);
      expect([await context.canUse(access, second.password), await context.canUse(access, third.password)]).toEqual([
        false,
        true,
      ]);
    });

    it("another apply, as an extension does, leaves the secret and the session", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const access = await context.applied();
      const { password } = await issue(context, access);
      const live = await context.logIn(access, password);
      await context.applied(context.atFence(access, 11));
      expect([await live.isAlive(), await context.canUse(access, password)]).toEqual([true, true]);
    });

    it("no secret is issued for what is not there, is past its deadline, or is another's", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const absent = await context.newAccess();
      await expect(issue(context, absent)).rejects.toThrow();
      const late = await context.newAccess();
      await context.connector.apply(late, context.in(-1_000));
      await expect(issue(context, late)).rejects.toThrow();
      const ours = await context.applied();
      await expect(issue(context, { ...ours, portalId: "prt_second" })).rejects.toThrow();
    });

    it("a secret is long, random, and not in the command", async (test) => {
      const context = get();
      if (!context.isCredentialKind) return test.skip("accounts of this kind are the person's own");
      const { password, command } = await issue(context, await context.applied());
      expect(Buffer.from(password, "base64url").length).toBeGreaterThanOrEqual(32);
      expect(command).not.toContain(password);
    });
  });
}
