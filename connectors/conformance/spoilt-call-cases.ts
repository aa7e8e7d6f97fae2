import { describe, expect, it } from "vitest";
import type { Access, Connector } from "#core/ports/connector.ts";
import type { ConformanceContext, GetContext } from "./conformance-context.ts";
import type { Fault } from "./fault-proxy.ts";
import { listed } from "./listed.ts";

interface Change {
  readonly name: string;
  /** The access that the call is about, as it must be before. */
  prepare(context: ConformanceContext): Promise<Access>;
  make(connector: Connector, access: Access, context: ConformanceContext): Promise<unknown>;
  /** Whether the target is as the call should leave it. */
  isMade(context: ConformanceContext, access: Access): Promise<boolean>;
}

let strangers = 0;

/** Every call that changes something. */
const changes: readonly Change[] = [
  {
    name: "apply",
    prepare: (context) => context.newAccess(),
    make: (connector, access, context) => connector.apply(access, context.in(60_000)),
    isMade: async (context, access) => (await context.state(access)) === "present",
  },
  {
    name: "remove",
    prepare: (context) => context.applied(),
    make: (connector, access) => connector.remove(access),
    isMade: async (context, access) => (await context.state(access)) === "absent",
  },
  {
    name: "expel",
    prepare: async (context) => {
      const access = { ...(await context.newAccess()), account: `stranger_spoilt_${strangers++}`, fence: 0 };
      await context.target.hands.giveStanding([access.account], access.entitlement);
      return access;
    },
    make: (connector, access) => connector.expel(access),
    isMade: async (context, { account, entitlement }) =>
      !(await listed(context.connector.holders(entitlement))).some((holder) => holder.account === account),
  },
  {
    name: "issueCredential",
    prepare: (context) => context.applied(),
    make: async (connector, access) => connector.issueCredential?.(access, { endSessions: true }),
    isMade: async (context, access) => context.canUse(access, await context.secret(access)),
  },
];

/** Every call fails in every way; made again, it leaves the same. */
export function spoiltCallCases(get: GetContext): void {
  describe("a call that is spoilt", () => {
    const faults = (context: ConformanceContext): Readonly<Record<string, Fault>> => {
      const { isEffect, tooMuch } = context.target;
      return {
        "an error before its effect": { kind: "answer-before", isEffect, answer: tooMuch },
        "an error after its effect": { kind: "answer-after", isEffect, answer: tooMuch },
        "no answer after its effect": { kind: "silent-after", isEffect },
        "garbage for an answer": { kind: "garbage-after", isEffect },
        "half of its answer": { kind: "half-after", isEffect },
        "its effect twice": { kind: "twice", isEffect },
      };
    };

    it.each([
      "an error before its effect",
      "an error after its effect",
      "no answer after its effect",
      "garbage for an answer",
      "half of its answer",
      "its effect twice",
    ])("by %s is not taken for one that was made, and made again it is as it should be", async (name) => {
      const context = get();
      const fault = faults(context)[name];
      if (!fault) throw new Error(`no such fault: ${name}`);
      const made = changes.filter((change) => change.name !== "issueCredential" || context.isCredentialKind);
      const spoil = async (change: Change): Promise<string> => {
        const access = await change.prepare(context);
        let outcome = "";
        const strikes = await context.withFault(fault, async (connector) => {
          outcome = await change.make(connector, access, context).then(
            () => "made",
            () => "failed",
          );
        });
        await change.make(context.connector, access, context);
        return `${change.name}: ${strikes > 0 ? outcome : "not spoilt"}, then ${await change.isMade(context, access)}`;
      };
      const outcomes = await Promise.all(made.map(spoil));
      // What came twice may be told as either: the server did it, and may have refused the second.
      const expected = fault.kind === "twice" ? "(made|failed)" : "failed";
      expect(outcomes).toEqual(
        made.map((change) => expect.stringMatching(new RegExp(`^${change.name}: ${expected}, then true$`)) as unknown),
      );
    });

    it.each(["observe", "discover"] as const)("in the middle of what %s tells is an error", async (name) => {
      const context = get();
      const access = await context.applied();
      const read = async (connector: Connector): Promise<unknown> =>
        name === "observe" ? connector.observe(access) : listed(connector.discover());
      let bytes = 0;
      await context.withFault({ kind: "none" }, async (connector, proxy) => {
        await read(connector);
        bytes = proxy.answered;
      });
      for (const how of ["cut", "garbage"] as const) {
        const fault = { kind: "break", how, afterBytes: Math.floor(bytes * 0.6) } as const;
        const strikes = await context.withFault(fault, async (connector) => {
          await expect(read(connector)).rejects.toThrow();
        });
        expect(strikes).toBeGreaterThan(0);
      }
      await expect(read(context.connector)).resolves.toBeDefined();
    });
  });
}
