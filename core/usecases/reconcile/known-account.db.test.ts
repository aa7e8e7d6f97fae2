import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { http } from "#connectors/http/http.ts";
import { HttpTarget, secret } from "#connectors/http/testing/http-target.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { Core } from "#core/ports/core.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { createMemoryTarget } from "#core/testing/memory-target.ts";
import { readStanding } from "#core/usecases/drift/read-standing.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { openTestDatabase } from "#scripts/test-database.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const { core, pool, close } = assembleCore((await openTestDatabase()).appUrl, [createMemoryTarget().kind, http]);
const endpoint = await HttpTarget.start(() => new Date());
const { store } = endpoint;
afterAll(() => Promise.all([close(), endpoint.stop()]));

const login = "tomas@example.test";
const wiki = "orders/read";
let added = 0;
let company: Company;
let place: Awaited<ReturnType<typeof addDirectory>>;

beforeAll(async () => {
  company = await createCompany(core);
});

/** Each test has the endpoint as a target of its own, and the person an account that nobody has seen. */
beforeEach(async () => {
  for (const grant of await core.grants.openOf(company.people.tomas.id)) await end(grant);
  await settle();
  for (const account of store.accounts) store.delete(account);
  store.accounts.add(login);
  place = await addDirectory(core, { name: `endpoint ${++added}` });
  await pool.query(`UPDATE "Target" SET "kind" = 'http', "settings" = $2, "sealedSecret" = $3 WHERE "id" = $1`, [
    ...[place.targetId, { ...endpoint.settings, requestTimeoutMs: 8_000 }, core.targets.seal(secret)],
  ]);
  await pool.query(`UPDATE "Entitlement" SET "mapping" = $2 WHERE "id" = $1`, [place.read, endpoint.reading.mapping]);
  await pool.query(`UPDATE "Entitlement" SET "mapping" = $2 WHERE "id" = $1`, [place.audit, endpoint.writing.mapping]);
});

const ask = async (): Promise<Grant["requestId"]> => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [place.read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value.id;
};
const grantOf = async (id: Grant["requestId"]): Promise<Grant> => (await core.grants.ofRequests([id]))[0]!;
const granted = async (through: Core = core): Promise<Grant> => {
  const id = await ask();
  await reconcileDue(through, ticker);
  return grantOf(id);
};
const now = async ({ id }: Grant) => (await core.grants.find(id))?.status;
const holdingOf = async ({ holdingId }: Grant): Promise<Holding> => (await core.holdings.find(holdingId))!;
const end = async ({ id: grantId }: Grant) => returnGrant(core, await company.as("tomas"), { grantId });
/** Time passes: everything that waits is due. */
const settle = async (through: Core = core) => {
  await pool.query(`UPDATE "Holding" SET "unsettledAt" = "unsettledAt" - interval '1 hour',
    "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(through, ticker);
};
const compare = async () => {
  await pool.query(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
  await scanTargets(core, ticker);
  return (await core.standing.openOf(place.targetId)).map(({ account }) => account);
};
/** The person's account has another login, and somebody else has theirs. */
const handOver = (to: string) => {
  store.rename(login, to);
  store.accounts.add(login);
};

describe("whose account it is", () => {
  it("is committed before anything is given, and is what the target is asked about from then on", async () => {
    const told = new Set<unknown>();
    const open: typeof core.targets.open = (at) => {
      const connector = core.targets.open(at);
      const apply: typeof connector.apply = async (access, until) => {
        const { accountId } = (await core.holdings.find(access.holdingId)) ?? {};
        for (const id of [accountId, access.accountId]) told.add(id);
        return connector.apply(access, until);
      };
      return { ...connector, apply };
    };
    const grant = await granted({ ...core, targets: { ...core.targets, open } });
    expect(await now(grant)).toBe("active");
    expect([...told]).toEqual([store.idOf(login)]);
  });

  it("and not the login decides what ends: who has the login by now keeps what others gave them", async () => {
    const grant = await granted();
    handOver("tomas-2");
    store.give(login, wiki);
    await end(grant);
    await settle();
    expect(await now(grant)).toBe("ended");
    expect([store.has("tomas-2", wiki), store.has(login, wiki)]).toEqual([false, true]);
  });

  it("is gone: the access is over, and its end is confirmed", async () => {
    const grant = await granted();
    store.delete(login);
    await end(grant);
    await settle();
    expect(await now(grant)).toBe("ended");
  });

  it("is asked anew before the next grant, when nothing is in hand; that it is another one by now is recorded", async () => {
    const recorded = async () => (await core.audit.page({ kind: "loginChangedHands" }, { limit: 9 })).items;
    const first = await granted();
    await end(first);
    await settle();
    const before = (await holdingOf(first)).accountId;
    expect(await recorded()).toEqual([]);
    handOver("tomas-2");
    const second = await granted();
    expect(await recorded()).toMatchObject([{ grantId: second.id, personId: company.people.tomas.id }]);
    expect(second.holdingId).toBe(first.holdingId);
    const after = (await holdingOf(second)).accountId;
    expect([before, after]).toEqual([store.idOf("tomas-2"), store.idOf(login)]);
    expect(store.has(login, wiki)).toBe(true);
  });

  it("is learned by holdings from before that was known, at their next call", async () => {
    const grant = await granted();
    await pool.query(`UPDATE "Holding" SET "accountId" = NULL WHERE "id" = $1`, [grant.holdingId]);
    await granted();
    expect((await holdingOf(grant)).accountId).toBe(store.idOf(login));
    expect(await now(grant)).toBe("active");
  });
});

describe("a comparison with what the target lists", () => {
  it("knows whose access is under another login by now, and takes nobody for its holder who has their former one", async () => {
    const grant = await granted();
    handOver("tomas-2");
    expect(await compare()).toEqual([]);
    store.give(login, wiki);
    store.accounts.add("a-stranger");
    store.give("a-stranger", wiki);
    expect((await compare()).toSorted()).toEqual(["a-stranger", login]);
    const shown = await readStanding(core, await company.as("jonas"), { targetId: place.targetId });
    const namesakes = shown.ok ? shown.value.items.filter(({ isNamesake }) => isNamesake) : null;
    expect(namesakes).toMatchObject([{ account: login, mark: "none" }]);
    await pool.query(`UPDATE "Target" SET "driftMode" = 'enforce' WHERE "id" = $1`, [place.targetId]);
    expect(await compare()).toEqual([]);
    await settle();
    expect(await now(grant)).toBe("active");
    expect([store.has("tomas-2", wiki), store.has(login, wiki)]).toEqual([true, false]);
  });
});

describe("one account under two logins, of which the person's is the second by now", () => {
  it("is given nothing until what it had through the first is over, and then keeps it", async () => {
    const former = await granted();
    store.rename(login, "tomas-2");
    await pool.query(
      `WITH e AS (UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory')
       UPDATE "Person" SET "attributes" = $2, "version" = "version" + 1 WHERE id = $1`,
      [company.people.tomas.id, { [`account:endpoint ${added}`]: "tomas-2" }],
    );
    const open: typeof core.targets.open = (at) => ({
      ...core.targets.open(at),
      remove: () => Promise.reject(new Error("the target does not answer")),
    });
    const latter = await granted({ ...core, targets: { ...core.targets, open } });
    expect([await now(former), await now(latter)]).toEqual(["ending", "activating"]);
    await settle();
    await settle();
    expect([await now(former), await now(latter)]).toEqual(["ended", "active"]);
    expect(await holdingOf(latter)).toMatchObject({ accountId: store.idOf("tomas-2"), standing: false });
    expect(store.has("tomas-2", wiki)).toBe(true);
    await end(latter);
    await settle();
    expect(await now(latter)).toBe("ended");
    expect(store.has("tomas-2", wiki)).toBe(false);
  });
});
