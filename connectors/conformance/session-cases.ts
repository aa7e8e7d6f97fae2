import { describe, expect, it } from "vitest";
import type { GetContext } from "./conformance-context.ts";

/** Who is connected, told to onlookers. */
export function sessionCases(get: GetContext): void {
  describe("sessions for onlookers", () => {
    it("are told of each account in the order asked, and not once they are closed; or not at all, as the kind declares", async () => {
      const context = get();
      const { kind } = context.target;
      expect(context.connector.sessions !== undefined).toBe(kind.tells.includes("sessions"));
      if (context.connector.sessions === undefined) return;
      const [used, idle] = [await context.applied(), await context.applied()];
      const tell = async () => context.connector.sessions?.([idle, used]);
      expect(await tell()).toEqual([[], []]);
      await context.enter(used);
      const told = await tell();
      expect(told).toMatchObject([[], [{ address: expect.any(String) as unknown }]]);
      const sinceMs = told?.[1]?.[0]?.since?.getTime() ?? 0;
      expect(Math.abs(context.target.now().getTime() - sinceMs)).toBeLessThan(60_000);
      await context.connector.remove(used);
      await context.connector.remove(idle);
      expect(await tell()).toEqual([[], []]);
    });

    it("log-ins are asked for only where the kind declares that it can tell", () => {
      const { connector, target } = get();
      expect(connector.signIns !== undefined).toBe(target.kind.tells.includes("sign-ins"));
    });
  });
}
