import { describe, expect, it } from "vitest";
import type { Access } from "#core/ports/connector.ts";
import type { ConformanceContext, GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

const credentialKind = "each grant has an account of its own";

/** A person who had the access before any portal gave it. */
async function standing(context: ConformanceContext, name: string): Promise<Access> {
  const access = await context.newAccess(context.target.reading, `${name}.${context.newPerson()}`);
  await context.target.hands.giveStanding([access.account], access.entitlement);
  return access;
}

/** What shows only where the holder's own account joins and leaves. */
export function membershipCases(get: GetContext): void {
  describe("the holder's own account", () => {
    it("access that was there before any grant is seen before the first apply, and listed", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const access = await standing(context, "before");
      expect(await context.state(access)).toBe("present");
      const holders = await listed(context.connector.holders(access.entitlement));
      expect(holders).toContainEqual(expect.objectContaining({ account: access.account, mark: null }));
    });

    it("applying what was already there succeeds, and one removal ends it", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const access = await context.applied(await standing(context, "kept"));
      expect(await context.state(access)).toBe("present");
      await context.connector.remove(access);
      expect(await context.state(access)).toBe("absent");
    });

    it("the account itself stays when its access ends", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const access = await context.applied();
      await context.connector.remove(access);
      expect(await context.target.hands.exists(access.account)).toBe(true);
    });

    it("one who leaves takes nobody along", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const [leaving, ours, theirs] = [
        await context.applied(),
        await context.applied(),
        await standing(context, "left"),
      ];
      await context.connector.remove(leaving);
      expect(await Promise.all([ours, theirs].map((access) => context.state(access)))).toEqual(["present", "present"]);
    });

    it("ten come while ten go, and all of them are where they should be", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const going = await Promise.all(Array.from({ length: 10 }, () => context.applied()));
      const coming = await Promise.all(Array.from({ length: 10 }, () => context.newAccess()));
      await Promise.all([
        ...going.map((access) => context.connector.remove(access)),
        ...coming.map((access) => context.applied(access)),
      ]);
      expect(await Promise.all(going.map((access) => context.state(access)))).toEqual(going.map(() => "absent"));
      expect(await Promise.all(coming.map((access) => context.state(access)))).toEqual(coming.map(() => "present"));
    });

    it("an account that nobody has is unknown, and gets nothing", async (test) => {
      const context = get();
      if (context.isCredentialKind) return test.skip(credentialKind);
      const nobody = { ...(await context.newAccess()), account: context.newPerson() };
      await expect(context.connector.apply(nobody, context.in(60_000))).rejects.toThrow();
      await expect(context.connector.observe(nobody)).rejects.toThrow();
      await expect(context.connector.remove(nobody)).rejects.toThrow();
    });

    it("its name is the person's, the same for every holding", (test) => {
      const { kind } = get().target;
      if (kind.accounts === "credential") return test.skip(credentialKind);
      const { holdingId } = { holdingId: "hld_1" as Access["holdingId"] };
      expect(kind.accountFor("ada@example.test", holdingId)).toBe(
        kind.accountFor("Ada@Example.test", "hld_2" as Access["holdingId"]),
      );
    });
  });
}
