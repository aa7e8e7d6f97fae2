import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTargets } from "./targets.ts";
import { createSeal } from "#adapters/crypto/seal.ts";
import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Connector, ConnectorKind, TargetConnection } from "#core/ports/connector.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const seal = createSeal(randomBytes(32), "target-secret");
const resolveAddress = (host: string) => Promise.resolve(host);
const portalNow = () => Promise.resolve(new Date("2026-01-01T00:00:00Z"));

const setUp = () => {
  const connections: TargetConnection[] = [];
  const closed: number[] = [];
  const errors: unknown[] = [];
  const connect = (connection: TargetConnection): Connector => {
    const number = connections.push(connection);
    const close = () => (closed.push(number), number === 3 ? Promise.reject(new Error("stuck")) : Promise.resolve());
    return { close } as unknown as Connector;
  };
  const kind = { kind: "fake", callTimeoutMs: 1_000, connect } as unknown as ConnectorKind;
  const targets = createTargets({
    kinds: [kind],
    seal,
    resolveAddress,
    portalNow,
    onCloseError: (error) => errors.push(error),
  });
  return { targets, connections, closed, errors, kind };
};
const target = (changes: Partial<Target> = {}): Target => ({
  ...{ id: "tgt_1" as TargetId, version: 1, name: "orders", kind: "fake", description: "", settings: { host: "db" } },
  ...{
    sealedSecret: seal.seal("not-a-real-secret"),
    createdAt: new Date("2026-01-01T00:00:00Z"),
    driftMode: "report" as const,
    retiringAt: null,
    retiredAt: null,
    ...changes,
  },
});

test("a target is opened once for each version, with its secret and the guarded resolver", () => {
  const { targets, connections } = setUp();
  const first = targets.open(target());
  expect(targets.open(target())).toBe(first);
  expect(connections).toEqual([{ settings: { host: "db" }, secret: "not-a-real-secret", resolveAddress, portalNow }]);
  expect(targets.open(target({ version: 2 }))).not.toBe(first);
  expect(targets.open(target({ id: "tgt_2" as TargetId }))).not.toBe(first);
});

test("what is replaced is closed once whatever it may be doing has timed out", async () => {
  const { targets, closed } = setUp();
  targets.open(target());
  const second = targets.open(target({ version: 2 }));
  await vi.advanceTimersByTimeAsync(3_999);
  expect(closed).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(closed).toEqual([1]);
  expect(targets.open(target({ version: 2 }))).toBe(second);
});

test("somebody who read the target before it changed does not replace the newer connector", async () => {
  const { targets, closed, errors } = setUp();
  targets.open(target());
  const newer = targets.open(target({ version: 2 }));
  expect(targets.open(target({ version: 1 }))).not.toBe(newer);
  expect(targets.open(target({ version: 2 }))).toBe(newer);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(closed.sort()).toEqual([1, 3]);
  expect(errors).toEqual([new Error("stuck")]);
});

test("an unknown kind and a secret that cannot be unsealed are thrown", () => {
  const { targets, kind } = setUp();
  expect(targets.kind("fake")).toBe(kind);
  expect(targets.kind("other")).toBeNull();
  expect(() => targets.open(target({ kind: "other" }))).toThrow('no connector for "other"');
  const foreign = createSeal(randomBytes(32), "target-secret").seal("not-a-real-secret");
  expect(() => targets.open(target({ sealedSecret: foreign }))).toThrow();
  expect(seal.unseal(targets.seal("not-a-real-secret"))).toBe("not-a-real-secret");
});

test("closing closes what is open and what is waiting to be closed, and nothing opens afterwards", async () => {
  const { targets, closed } = setUp();
  targets.open(target());
  targets.open(target({ version: 2 }));
  await targets.close();
  expect(closed.sort()).toEqual([1, 2]);
  expect(() => targets.open(target())).toThrow("stopping");
});
