import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
/** Every third moment tells as much as every one, unless somebody breaks it on purpose. */
const stride = isFull ? 1 : 3;
const account = "tomas@example.test";
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

/** Does `act` once, when as many calls of these ports as `after` have begun. Tells how many there were. */
const interrupting = (of: Core, after: number, act: () => Promise<void>): { core: Core; calls: () => number } => {
  let calls = 0;
  const watched = <T extends object>(port: T): T =>
    new Proxy(port, {
      get: (target, name) => {
        const method = Reflect.get(target, name) as unknown;
        if (typeof method !== "function") return method;
        return async (...given: unknown[]): Promise<unknown> => {
          if (calls++ === after) await act();
          return (method as (...all: unknown[]) => unknown).apply(target, given);
        };
      },
    });
  const { clock, store, standing, holdings, portals, accounts } = of;
  const ports = { clock, store, standing, holdings, portals, accounts };
  const names = Object.keys(ports) as (keyof typeof ports)[];
  const replaced = Object.fromEntries(names.map((name) => [name, watched(ports[name])]));
  return { core: { ...of, ...(replaced as typeof ports) }, calls: () => calls };
};

/** The rival: tomas asks for what he has as a stranger, and another process sets about giving it. */
const begin = async (entitlementId: Awaited<ReturnType<typeof addDirectory>>["read"]): Promise<GrantId> => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [entitlementId] };
  const asked = await submitRequest(other, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(other, ticker);
  return (await core.grants.ofRequests([asked.value.id]))[0]!.id;
};

/** What stands there without a grant: what somebody gave, or what bears a mark of ours that names nothing known here. */
interface Standing {
  readonly bearsMark: boolean;
}

/**
 * Takes tomas's access at a target of its own while a grant of his begins; answers what became of the grant, twice looked at. `after`
 * so many calls of the ports it begins, or for null in the middle of the call that takes it.
 */
const race = async ({ bearsMark }: Standing, after: number | null): Promise<{ outcome: string; calls: number }> => {
  const name = `${bearsMark ? "marked" : "stranger"}, ${after ?? "in mid-call"}`;
  directory.bearsMarks = bearsMark;
  const { targetId, read } = await addDirectory(core, { name, driftMode: "enforce" });
  directory.accounts.clear();
  directory.accounts.set(`${account} has read`, { holdingId: core.ids.newId("hld"), until: new Date(0), secret: null });
  const scan = async (by: Core): Promise<void> => {
    await core.standing.scanAllSoon();
    await scanTargets(by, ticker);
  };
  let grantId: GrantId | null = null;
  const start = async (): Promise<void> => {
    grantId ??= await begin(read);
  };
  const taking = bearsMark ? "remove" : "expel";
  if (after === null) directory.onCall = (call) => (call === taking ? start() : Promise.resolve());
  const scanner = interrupting(core, after ?? Infinity, start);
  await scan(scanner.core);
  directory.onCall = null;
  await start();
  for (let look = 0; look < 2; look++) {
    await sql(
      `UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "targetId" = $1 AND "dueAt" < clock_timestamp() + interval '1 minute'`,
      [targetId],
    );
    await reconcileDue(core, ticker);
    await scan(core);
  }
  const grant = await core.grants.find(grantId!);
  const stands = directory.accounts.has(`${account} has read`);
  await sql(`UPDATE "Target" SET "retiredAt" = clock_timestamp() WHERE "id" = $1`, [targetId]);
  return { outcome: `${grant?.status} ${grant?.endReason}, ${stands ? "there" : "gone"}`, calls: scanner.calls() };
};

/** Begins in every moment, one after the other. */
const outcomesOf = async (standing: Standing): Promise<readonly string[]> => {
  const outcomes = [(await race(standing, null)).outcome];
  for (let after = 0, calls = 1; after < calls; after += stride) {
    const round = await race(standing, after);
    outcomes.push(round.outcome);
    calls = round.calls;
  }
  return outcomes;
};

it.each([
  ["its holder is put out as a stranger", { bearsMark: false }],
  ["a mark of ours that names nothing known here is taken off its holder's account", { bearsMark: true }],
])(
  "a grant that begins while %s stands, in whichever moment it begins",
  async (_, standing) => {
    const outcomes = await outcomesOf(standing);
    expect(outcomes.length).toBeGreaterThan(10);
    expect(outcomes).toEqual(outcomes.map(() => "active null, there"));
  },
  300_000,
);
