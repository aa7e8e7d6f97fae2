import { afterEach, expect, it, type MockInstance, vi } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import {
  ids,
  sampleEntitlement,
  sampleGrant,
  sampleHolding,
  sampleResource,
  sampleTarget,
} from "#adapters/prisma/sample-rows.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { insert, transition, type Write } from "#core/domain/transition.ts";
import { createCompany } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { capacity } from "#core/usecases/reconcile/concurrency.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";

const { core, target: memory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "hanging" };
await createCompany(core);
const seed = Number(process.env["LAPSE_SEED"] ?? 1);
const [targets, hanging] = [60, 50];
/** What each target owes: of those that hang more than they may have in hand. */
const owed = { hangs: 6, answers: 8 };
let time: MockInstance<typeof performance.now>;

afterEach(() => {
  time.mockRestore();
  memory.onCall = null;
});

/** Grants whose deadline has passed, at many targets, each with accounts named after it. */
const owe = async (start: number): Promise<ReadonlySet<TargetId>> => {
  const random = randomFrom(start);
  const now = await core.clock.now();
  const places = Array.from({ length: targets }, (_, n) => {
    const target = sampleTarget({ kind: "memory", name: `t${n} of ${start}`, sealedSecret: core.targets.seal("fake") });
    const resource = sampleResource({ targetId: target.id });
    const entitlement = sampleEntitlement({ targetId: target.id, resourceId: resource.id });
    return { target, resource, entitlement };
  });
  const stuck = new Set(
    places
      .toSorted(() => random() - 0.5)
      .slice(0, hanging)
      .map(({ target }) => target.id),
  );
  for (const { target, resource, entitlement } of places) {
    const count = stuck.has(target.id) ? owed.hangs : owed.answers;
    const rows = Array.from({ length: count }, (): readonly Write[] => {
      // In any order over all targets: those that hang may have waited longest.
      const dueAt = new Date(now.getTime() - 1 - Math.floor(random() * 60_000));
      const of = { targetId: target.id, entitlementId: entitlement.id };
      const id = ids.newId("hld");
      const holding = sampleHolding({
        ...of,
        id,
        account: `${target.id} ${id}`,
        state: "present",
        standing: false,
        dueAt,
      });
      memory.accounts.set(holding.account, { holdingId: id, until: now, secret: null });
      const grant = sampleGrant({ ...of, holdingId: id, status: "active", readyAt: dueAt, expiresAt: dueAt });
      return [insert("Holding", holding), insert("Grant", grant)];
    });
    const catalogue = [insert("Target", target), insert("Resource", resource), insert("Entitlement", entitlement)];
    const [commit] = await core.store.commit(ticker, [transition({ writes: [...catalogue, ...rows.flat()] })]);
    if (!commit?.done) throw new Error("nothing is owed");
  }
  // Or the places of another seed are all that this process knows.
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'catalogue'`);
  return stuck;
};

/** A small linear congruential generator: the same order for the same seed. */
const randomFrom = (start: number): (() => number) => {
  let state = start;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
};

it.each(Array.from({ length: isFull ? 10 : 1 }, (_, at) => seed + at))(
  `${hanging} of ${targets} targets that hang leave the ends of the others as they were (LAPSE_SEED=%i)`,
  async (start) => {
    await sql(`DELETE FROM "Holding"`);
    memory.accounts.clear();
    const stuck = await owe(start);
    const others = (targets - hanging) * owed.answers;
    const held = Promise.withResolvers<undefined>();
    const inHand = new Map<string, number>();
    let answered = 0;
    // Time stands still until it is moved: however slow the machine is, nothing hangs before that.
    let nowMs = performance.now();
    time = vi.spyOn(performance, "now").mockImplementation(() => nowMs);
    memory.onCall = async (call, { account }) => {
      const [targetId = ""] = account.split(" ");
      if (stuck.has(targetId as TargetId)) {
        inHand.set(targetId, (inHand.get(targetId) ?? 0) + 1);
        await held.promise;
      } else if (call === "remove") answered += 1;
    };
    const working = reconcileDue(core, ticker);
    // Each of the others begins at once, whoever hangs; and all of it is done when what hangs is known to, long before a time-out.
    await expect.poll(() => answered).toBeGreaterThanOrEqual(targets - hanging);
    nowMs += 2_500;
    await expect.poll(() => answered).toBe(others);
    // What hung took its turn once, and not what the others gave back.
    expect([...inHand.values()].reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(capacity);
    held.resolve(undefined);
    await working;
    time.mockRestore();
    // What failed meanwhile, on a slow machine, comes due again.
    const open = async () => {
      await reconcileDue(core, ticker);
      return sql(`SELECT count(*)::int AS count FROM "Grant" WHERE "status" <> 'ended'`);
    };
    await expect.poll(open).toEqual([{ count: 0 }]);
  },
);
