import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
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

let held: Grant;
let next: Grant;

/** One grant that is active, and another of the same login and entitlement that begins tomorrow. */
beforeEach(async () => {
  for (const { id: grantId } of await core.grants.openOf(company.people.tomas.id))
    await returnGrant(core, await company.as("tomas"), { grantId });
  await reconcileDue(core, ticker);
  held = await granted();
  next = await granted(new Date((await core.clock.now()).getTime() + 86_400_000));
  expect([next.holdingId, next.status]).toEqual([held.holdingId, "scheduled"]);
});

const granted = async (startsAt?: Date): Promise<Grant> => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [read], startsAt };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return grant!;
};

/** The end of the one and the start of the other came so long ago, and nobody has looked since. */
const comeTogether = (ago: string) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "version" = "version" + 1,
         "expiresAt" = CASE WHEN id = $1 THEN clock_timestamp() - $3::interval ELSE "expiresAt" END,
         "scheduledFor" = CASE WHEN id = $2 THEN clock_timestamp() - $3::interval ELSE "scheduledFor" END
       WHERE id IN ($1, $2) RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - $3::interval, "until" = NULL, "version" = h."version" + 1
     FROM (SELECT DISTINCT "holdingId" FROM g) g WHERE h.id = g."holdingId"`,
    [held.id, next.id, ago],
  );

const statuses = async () => (await core.grants.ofIds([held.id, next.id])).map(({ status }) => status);

it("a start and an end of one moment leave the access where it is", async () => {
  directory.calls.length = 0;
  await comeTogether("1 second");
  await reconcileDue(core, ticker);
  expect(await statuses()).toEqual(["ended", "active"]);
  expect(directory.calls.filter(([call]) => call === "remove")).toEqual([]);
});

it("a grant that is overdue ends although the start of another waits for exactly that", async () => {
  await comeTogether("1 minute");
  await reconcileDue(core, ticker);
  expect(await statuses()).toEqual(["ended", "active"]);
});

it("a start that cannot be judged keeps no deadline, and is no fault of the target", async () => {
  const broken = { ...core, policies: { ...core.policies, basis: () => Promise.reject(new Error("no policy")) } };
  await comeTogether("1 second");
  await reconcileDue(broken, ticker);
  expect(await statuses()).toEqual(["ended", "scheduled"]);
  expect(directory.accounts.has(tomasReads)).toBe(false);
  expect(await core.holdings.find(held.holdingId)).toMatchObject({ lastError: "no policy", unsettledAt: null });
  expect((await core.catalogue.health()).filter(({ failures }) => failures > 0)).toEqual([]);
});

it("a start that is tried again and again comes back in time for the end of another grant", async () => {
  const broken = { ...core, policies: { ...core.policies, basis: () => Promise.reject(new Error("no policy")) } };
  await sql(
    `UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 s', "version" = "version" + 1 WHERE id = $1`,
    [next.id],
  );
  await sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() + interval '9 s', "version" = "version" + 1 WHERE id = $1
       RETURNING "expiresAt", "holdingId")
     UPDATE "Holding" h SET "until" = g."expiresAt", "attempts" = 20, "dueAt" = clock_timestamp() - interval '1 ms',
       "version" = h."version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [held.id],
  );
  await reconcileDue(broken, ticker);
  const [holding, grant] = [await core.holdings.find(held.holdingId), await core.grants.find(held.id)];
  expect(holding).toMatchObject({ attempts: 21, dueAt: grant!.expiresAt });
});
