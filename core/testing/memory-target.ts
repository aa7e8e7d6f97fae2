import type { HoldingId } from "#core/domain/ids.ts";
import { ok } from "#core/domain/result.ts";
import type { Access, Connector, ConnectorKind, Observation, SignIn, WatchedSession } from "#core/ports/connector.ts";

type Call = "apply" | "remove" | "observe" | "expel";
type Fault = "error-before" | "error-after-effect";

/** A target that is a map. It keeps what a real one keeps, and fails the way the test says. */
export interface MemoryTarget {
  readonly kind: ConnectorKind;
  /** Who has access now, with the deadline that the target was told. Shared accounts are named with what they have. */
  readonly accounts: Map<string, { holdingId: HoldingId; until: Date; secret: string | null }>;
  /** Who has access that no portal gave. */
  readonly strangers: Set<string>;
  /** Every call that arrived, in order. */
  readonly calls: (readonly [Call, string])[];
  /** The next call of this kind fails so. */
  failNext(call: Call, fault: Fault): void;
  /** Every call fails until it is told otherwise. */
  setDown(down: boolean): void;
  /** Who is connected, by account. */
  readonly sessions: Map<string, WatchedSession[]>;
  /** Whether a person's own account shows which portal let it in, and for which holding, as at an endpoint. */
  bearsMarks: boolean;
  /** Whether it can tell who is connected. */
  sessionsKnown: boolean;
  /** Every log-in there was; null where it cannot tell of them. */
  signIns: SignIn[] | null;
  /** Called at the beginning of each call, for tests that act in between. */
  onCall: ((call: Call, access: Access) => Promise<void>) | null;
}

interface MemoryOptions {
  readonly kind?: string;
  readonly accounts?: ConnectorKind["accounts"];
  readonly overtakes?: boolean;
}

/** Where people have accounts of their own, one account may have several accesses. */
const keyOf = (access: Access, accounts: ConnectorKind["accounts"]): string =>
  accounts === "credential" ? access.account : `${access.account} has ${access.entitlement.action}`;

export const createMemoryTarget = (options: MemoryOptions = {}): MemoryTarget => {
  const { kind = "memory", accounts: accountsAre = "credential", overtakes = true } = options;
  const keyFor = (access: Access): string => keyOf(access, accountsAre);
  const accounts: MemoryTarget["accounts"] = new Map();
  const strangers: MemoryTarget["strangers"] = new Set();
  const calls: MemoryTarget["calls"] = [];
  const sessions: MemoryTarget["sessions"] = new Map();
  const faults: (readonly [Call, Fault])[] = [];
  let down = false;

  const run = async <T>(call: Call, access: Access, effect: () => T): Promise<T> => {
    calls.push([call, access.account]);
    await memory.onCall?.(call, access);
    const at = faults.findIndex(([name]) => name === call);
    const fault = at < 0 ? null : (faults.splice(at, 1)[0]?.[1] ?? null);
    if (down || fault === "error-before") throw new Error("the target does not answer");
    const result = effect();
    if (fault === "error-after-effect") throw new Error("the connection was cut");
    return result;
  };

  const observe = (access: Access): Observation => {
    const account = accounts.get(keyFor(access));
    return { state: account ? "present" : "absent", until: account?.until ?? null, liveSessions: [], clockOffsetMs: 0 };
  };

  const connector: Connector = {
    overtakes,
    async *discover() {
      await Promise.resolve();
      yield { resource: "memory", action: "read", mapping: {}, description: "a map" };
    },
    apply: (access, until) =>
      run("apply", access, () => {
        const secret = accounts.get(keyFor(access))?.secret ?? null;
        accounts.set(keyFor(access), { holdingId: access.holdingId, until, secret });
        return { until };
      }),
    remove: (access) =>
      run("remove", access, () => {
        accounts.delete(keyFor(access));
        return { quarantined: [] };
      }),
    observe: (access) => run("observe", access, () => observe(access)),
    async *holders({ action }) {
      await Promise.resolve();
      for (const account of strangers) yield { account, mark: null };
      for (const [key, { holdingId }] of accounts) {
        const mark = memory.bearsMarks ? { portalId: "test", holdingId } : null;
        if (accountsAre === "credential") yield { account: key, mark };
        else if (key.endsWith(` has ${action}`)) yield { account: key.split(" has ")[0] ?? "", mark };
      }
    },
    async expel(access) {
      await run("expel", access, () => {
        strangers.delete(access.account);
        // Where people have accounts of their own, a stranger's membership is one like theirs.
        if (accountsAre === "membership") accounts.delete(keyFor(access));
      });
    },
    async issueCredential(access) {
      const account = accounts.get(keyFor(access));
      if (!account) throw new Error("no such account");
      account.secret = `secret-${calls.length}-${Math.random()}`;
      await Promise.resolve();
      const place = { kind: "memory", host: "memory", port: 1, database: "memory", command: "memory" };
      return { ...place, username: access.account, password: account.secret };
    },
    sessions: (of) => {
      if (down) return Promise.reject(new Error("the target does not answer"));
      return Promise.resolve(memory.sessionsKnown ? of.map(({ account }) => sessions.get(account) ?? []) : null);
    },
    signIns: (position) => {
      if (down) return Promise.reject(new Error("the target does not answer"));
      if (memory.signIns === null) return Promise.resolve({ unable: "a map without a log" });
      const from = position === null ? memory.signIns.length : Number(position);
      const some = memory.signIns.slice(from, from + 2);
      const next = from + some.length;
      return Promise.resolve({ signIns: some, position: `${next}`, more: next < memory.signIns.length });
    },
    close: () => Promise.resolve(),
  };

  const memory: MemoryTarget = {
    kind: {
      kind,
      title: "Memory",
      accounts: accountsAre,
      residualBound: { ms: 0, why: "a map forgets at once" },
      callTimeoutMs: 1000,
      tells: ["sessions", "sign-ins"],
      checkSettings: () => ok({}),
      checkMapping: () => ok({}),
      accountFor: (email, holdingId) => (accountsAre === "credential" ? `lapse_${holdingId}` : email.toLowerCase()),
      connect: () => connector,
    },
    accounts,
    strangers,
    calls,
    sessions,
    // A membership bears nobody's mark.
    bearsMarks: accountsAre === "credential",
    sessionsKnown: true,
    signIns: [],
    failNext: (call, fault) => faults.push([call, fault]),
    setDown: (value) => {
      down = value;
    },
    onCall: null,
  };
  return memory;
};
