import { describe, expect, it, type TestContext } from "vitest";
import type { Access } from "#core/ports/connector.ts";
import type { ConformanceContext, GetContext } from "./conformance-context.ts";
import type { Hands } from "./conformance-target.ts";
import { listed } from "./listed.ts";

/** Logins change, and change hands; whose the access is does not. */
export function identityCases(get: GetContext): void {
  const withHand = <H extends "rename" | "move" | "delete">(
    hand: H,
    work: (context: ConformanceContext, act: NonNullable<Hands[H]>) => Promise<void>,
  ) => {
    return async (test: TestContext) => {
      const context = get();
      const act = context.target.hands[hand];
      if (act === undefined) return test.skip("accounts here are the portal's own, or do not move");
      await work(context, act);
    };
  };

  describe("an account whose id the target told before anything was given", () => {
    it(
      "loses what it was given under another login, and is still whose it was meanwhile",
      withHand("rename", async (context, rename) => {
        const access = await appliedById(context);
        const to = context.newPerson();
        await rename(access.account, to);
        expect(await context.state(access)).not.toBe("absent");
        await context.connector.remove(access);
        expect(await context.state(access)).toBe("absent");
        expect(await context.state({ ...access, ...byLogin(to) })).toBe("absent");
        expect(await namesOf(context, access)).toEqual([]);
        await context.connector.remove(access);
      }),
    );

    it(
      "is not whoever has its login by now: they are neither counted nor touched",
      withHand("rename", async (context, rename) => {
        const access = await appliedById(context);
        await rename(access.account, context.newPerson());
        await context.target.prepareAccount(access.account);
        const other = { ...access, ...byLogin(access.account) };
        if ((await context.state(other)) === "absent")
          await context.target.hands.giveStanding([access.account], access.entitlement);
        await context.connector.remove(access);
        expect(await context.state(access)).toBe("absent");
        expect(await context.state(other)).toBe("present");
        expect((await context.connector.observe(other)).accountId).not.toBe(access.accountId);
      }),
    );

    it(
      "and had nothing yet when its login changed hands: whoever has that gets nothing",
      withHand("rename", async (context, rename) => {
        const access = await knownById(context);
        await rename(access.account, context.newPerson());
        await context.target.prepareAccount(access.account);
        await context.connector.apply(access, context.in(60_000)).catch(() => undefined);
        expect(await context.state({ ...access, ...byLogin(access.account) })).toBe("absent");
        await context.connector.remove(access);
        expect(await context.state(access)).toBe("absent");
      }),
    );

    it(
      "is gone: it is absent, gets nothing, and nothing of it stays behind once it was removed",
      withHand("delete", async (context, remove) => {
        const access = await appliedById(context);
        await remove(access.account);
        expect(await context.state(access)).not.toBe("present");
        await expect(context.connector.apply(access, context.in(60_000))).rejects.toThrow();
        await context.connector.remove(access);
        expect(await context.state(access)).toBe("absent");
        expect(await namesOf(context, access)).toEqual([]);
      }),
    );

    it(
      "was moved out of where accounts are: what it was given is found there and ends",
      withHand("move", async (context, move) => {
        const access = await appliedById(context);
        await move(access.account);
        expect(await context.state(access)).not.toBe("absent");
        await context.connector.remove(access);
        expect(await context.state(access)).toBe("absent");
        expect(await namesOf(context, access)).toEqual([]);
        await expect(context.connector.apply(access, context.in(60_000))).rejects.toThrow();
      }),
    );

    it(
      "is listed with it, whatever its login is",
      withHand("rename", async (context, rename) => {
        const access = await appliedById(context);
        const ids = async () =>
          (await listed(context.connector.holders(access.entitlement))).map((one) => one.accountId);
        expect(await ids()).toContain(access.accountId);
        await rename(access.account, context.newPerson());
        if ((await context.state(access)) === "present") expect(await ids()).toContain(access.accountId);
        await context.connector.remove(access);
        expect(await ids()).not.toContain(access.accountId);
      }),
    );
  });
}

const byLogin = (account: string) => ({ account, accountId: null, listedAs: null });

/** An access of which it is known whose it is, as before anything is given. */
async function knownById(context: ConformanceContext): Promise<Access> {
  const access = await context.newAccess();
  const { accountId, listedAs } = await context.connector.observe(access);
  expect(accountId).toEqual(expect.any(String));
  return { ...access, accountId: accountId ?? null, listedAs: listedAs ?? null };
}

async function appliedById(context: ConformanceContext): Promise<Access> {
  return context.applied(await knownById(context));
}

/** What the target lists of this account, by its id or by what it was listed as. */
async function namesOf(context: ConformanceContext, { accountId, listedAs, entitlement }: Access): Promise<string[]> {
  const all = await listed(context.connector.holders(entitlement));
  return all.filter((one) => one.accountId === accountId || one.account === listedAs).map(({ account }) => account);
}
