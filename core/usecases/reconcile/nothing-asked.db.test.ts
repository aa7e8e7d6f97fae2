import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { circuitOpensAt } from "#core/domain/holding/circuit.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const tomasReads = "tomas@example.test has read";
let company: Company;
let read: Awaited<ReturnType<typeof addDirectory>>["read"];

beforeAll(async () => {
  company = await createCompany(core);
  ({ read } = await addDirectory(core));
});

const granted = async () => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return grant!;
};
const dueAgain = () =>
  sql(
    `UPDATE "Holding" SET "unsettledAt" = NULL, "dueAt" = clock_timestamp() - interval '1 ms' WHERE "dueAt" IS NOT NULL`,
  );

/** As a directory answers about somebody of whom it has no entry: it cannot say that they are no member. */
const withoutAccount = async <T>(work: () => Promise<T>): Promise<T> => {
  directory.onCall = () => Promise.reject(new Error("0 entries have mail=tomas@example.test; there must be one"));
  try {
    return await work();
  } finally {
    directory.onCall = null;
  }
};

it("a grant to somebody whom the target does not know ends in time, and closes it to nobody else", async () => {
  await withoutAccount(async () => {
    const grant = await granted();
    expect(grant.status).toBe("activating");
    await sql(
      `UPDATE "Grant" SET "activateBy" = clock_timestamp() - interval '1 s', "version" = "version" + 1 WHERE id = $1`,
      [grant.id],
    );
    await dueAgain();
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "never-activated" });
    expect(await core.holdings.find(grant.holdingId)).toMatchObject({ dueAt: null, attempts: 0, state: "absent" });
    expect(directory.calls.filter(([call]) => call !== "observe")).toEqual([]);
  });
  const next = await granted();
  expect(next.status).toBe("active");
  await returnGrant(core, await company.as("tomas"), { grantId: next.id });
  await reconcileDue(core, ticker);
  expect(directory.accounts.size).toBe(0);
});

it("what others gave and was left standing stays, although another grant ended before it was looked for", async () => {
  directory.accounts.set(tomasReads, { holdingId: "hld_other" as never, until: new Date(0), secret: null });
  const first = await granted();
  await returnGrant(core, await company.as("tomas"), { grantId: first.id });
  await reconcileDue(core, ticker);
  expect((await core.grants.find(first.id))?.status).toBe("ended");
  await withoutAccount(async () => {
    const second = await granted();
    await returnGrant(core, await company.as("tomas"), { grantId: second.id });
    await dueAgain();
    await reconcileDue(core, ticker);
    expect((await core.grants.find(second.id))?.status).toBe("ended");
  });
  await dueAgain();
  await reconcileDue(core, ticker);
  expect(directory.accounts.has(tomasReads)).toBe(true);
});

it("one person whom the target does not know keeps back nobody else's end, however often it is tried", async () => {
  const held = await granted();
  await sql(`UPDATE "Person" SET "onCall" = true, "version" = "version" + 1 WHERE id = $1`, [company.people.ines.id]);
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory'`);
  directory.onCall = (_call, { account }) =>
    account.startsWith("ines") ? Promise.reject(new Error("0 entries")) : Promise.resolve();
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [read] };
  expect(await submitRequest(core, await company.as("ines"), wish)).toMatchObject({ ok: true });
  for (let tried = 0; tried < 2 * circuitOpensAt; tried++) {
    await dueAgain();
    // Only hers: his would be an answer.
    await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() + interval '9 minutes' WHERE id = $1`, [
      held.holdingId,
    ]);
    await reconcileDue(core, ticker);
  }
  await returnGrant(core, await company.as("tomas"), { grantId: held.id });
  await reconcileDue(core, ticker);
  expect((await core.grants.find(held.id))?.status).toBe("ended");
  directory.onCall = null;
});
