import { beforeAll, describe, expect, it } from "vitest";
import type { Connector } from "#core/ports/connector.ts";
import type { GetContext } from "./conformance-context.ts";
import { listed } from "./listed.ts";

/** Who has it, whoever gave it. */
export function holderCases(get: GetContext): void {
  describe("holders", () => {
    const accounts = Array.from({ length: 1_100 }, (_, at) => `standing_${String(at).padStart(4, "0")}`);
    beforeAll(() => get().target.hands.giveStanding(accounts, get().target.writing));

    it("an access of ours is listed with its mark, and not after its removal", async () => {
      const context = get();
      const access = await context.applied();
      const { account, portalId, holdingId } = access;
      const list = () => listed(context.connector.holders(access.entitlement));
      const mark = context.lacks("marks") ? null : (expect.objectContaining({ portalId, holdingId }) as unknown);
      expect(await list()).toContainEqual(expect.objectContaining({ account, mark }));
      await context.connector.remove(access);
      expect((await list()).map(({ account }) => account)).not.toContain(access.account);
    });

    it("those whom no portal let in are listed without one, over several pages, each once", async () => {
      const context = get();
      const found = await listed(context.connector.holders(context.target.writing));
      const standing = found.filter(({ account }) => account.startsWith("standing_"));
      expect(standing.map(({ account }) => account).sort()).toEqual(accounts);
      expect(standing.every(({ mark }) => mark === null)).toBe(true);
    });

    it("a list that breaks off on its second page, or goes on no more, is an error and not a shorter list", async () => {
      const context = get();
      const list = (connector: Connector) => listed(connector.holders(context.target.writing));
      let bytes = 0;
      await context.withFault({ kind: "none" }, async (connector, proxy) => {
        expect((await list(connector)).length).toBeGreaterThanOrEqual(accounts.length);
        bytes = proxy.answered;
      });
      const breaks = ["cut", "silence"] as const;
      const outcomes = breaks.map(async (how) => {
        let outcome = "listed";
        const fault = { kind: "break", how, afterBytes: Math.floor(bytes * 0.6) } as const;
        const strikes = await context.withFault(fault, async (connector) => {
          outcome = await list(connector).then(
            (found) => `${found.length} listed`,
            () => "an error",
          );
        });
        return strikes > 0 ? outcome : "not spoilt";
      });
      expect(await Promise.all(outcomes)).toEqual(breaks.map(() => "an error"));
    });

    it("an entitlement that is not there is an error, not an empty list", async () => {
      const context = get();
      await expect(listed(context.connector.holders(context.target.missing))).rejects.toThrow();
    });

    it("an entitlement that is not there cannot be given", async () => {
      const context = get();
      const access = await context.newAccess(context.target.missing);
      await expect(context.connector.apply(access, context.in(60_000))).rejects.toThrow();
      // Where nothing but the entitlement's own place could tell, the honest answer is that it is not known.
      const seen = await context.state(access).catch(() => "unknown");
      expect(seen).toBe(context.isCredentialKind ? "absent" : "unknown");
    });
  });
}
