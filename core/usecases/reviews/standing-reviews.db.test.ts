import { beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { readReviewInput, type StartReviewInput } from "#core/domain/review/review-input.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { closeDueReviews } from "#core/usecases/reviews/close-due-reviews.ts";
import { decideReviewItem } from "#core/usecases/reviews/decide-review-item.ts";
import { readReview } from "#core/usecases/reviews/read-review.ts";
import { startReview } from "#core/usecases/reviews/start-review.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const [tomasReads, strangerReads] = ["tomas@example.test has read", "old-admin has read"];
let company: Company;
let place: Awaited<ReturnType<typeof addDirectory>>;

beforeAll(async () => {
  company = await createCompany(core);
  place = await addDirectory(core, { driftMode: "report" });
  await sql(
    `INSERT INTO "Account" ("id", "version", "targetId", "personId", "account", "source", "createdAt")
     VALUES ('acc_tomas', 1, $1, $2, 'tomas@example.test', 'reviewed', now())`,
    [place.targetId, company.people.tomas.id],
  );
});
beforeEach(() => directory.accounts.clear());

const stands = (...keys: readonly string[]) => {
  for (const key of keys) {
    directory.accounts.set(key, { holdingId: "hld_nobody" as HoldingId, until: new Date(0), secret: null });
  }
};
const scan = async () => {
  await sql(`UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond'`);
  await scanTargets(core, ticker);
};
/** A campaign over what stands at the directory now, by login. */
const started = async (changes: Partial<StartReviewInput> = {}) => {
  await scan();
  const review = await startReview(core, await company.as("priya"), {
    ...{ name: "Autumn", covers: "standing", atLeastDays: 30, targetIds: [place.targetId] },
    ...{ by: "manager", onSilence: "remove", dueInDays: 7, ...changes },
  });
  if (!review.ok) throw new Error(review.error);
  const items = await core.reviews.itemsOf(review.value.id);
  return { reviewId: review.value.id, of: (account: string) => items.find((item) => item.account === account)! };
};
const decide = async (
  name: Name,
  itemId: Parameters<typeof decideReviewItem>[2]["itemId"],
  outcome: "keep" | "remove",
) => decideReviewItem(core, await company.as(name), { itemId, outcome, reason: "looked at it" });
const became = async (reviewId: string, account: string) => {
  const read = await readReview(core, await company.as("jonas"), readReviewInput.parse({ reviewId }));
  if (!read.ok) throw new Error(read.error);
  return read.value.items.items.find((item) => item.account === account)!;
};
const over = () =>
  sql(`UPDATE "Review" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "status" = 'open'`);

it("what stands without a grant and is not kept is gone from a target that else only reports it", async () => {
  stands(tomasReads);
  const { reviewId, of } = await started();
  const item = of("tomas@example.test");
  expect(item).toMatchObject({ grantId: null, holderId: company.people.tomas.id });
  expect(await decide("priya", item.id, "remove")).toMatchObject({ ok: true });
  expect(await became(reviewId, item.account!)).toMatchObject({ status: "ending", goneAt: null });
  await reconcileDue(core, ticker);
  expect(directory.accounts.has(tomasReads)).toBe(false);
  await scan();
  expect(await became(reviewId, item.account!)).toMatchObject({ status: "ended", goneAt: expect.any(Date) as Date });
  const kinds = await sql(`SELECT "kind" FROM "AuditEvent" WHERE "targetId" = $1 ORDER BY "id"`, [place.targetId]);
  expect(kinds.map(({ kind }) => kind)).toEqual(["driftFound", "reviewItemDecided", "driftGone"]);
});

it("what is kept stays, and stays known as standing", async () => {
  stands(tomasReads);
  const { reviewId, of } = await started();
  expect(await decide("priya", of("tomas@example.test").id, "keep")).toMatchObject({ ok: true });
  await reconcileDue(core, ticker);
  await scan();
  expect(directory.accounts.has(tomasReads)).toBe(true);
  expect(await became(reviewId, "tomas@example.test")).toMatchObject({ status: "standing", outcome: "keep" });
});

it("a login that nobody is known to have loses what a review removes, though its target only reports it", async () => {
  stands(strangerReads);
  const { reviewId, of } = await started();
  const item = of("old-admin");
  expect(item).toMatchObject({ holderId: null, reviewerIds: [company.people.priya.id] });
  await scanTargets(core, ticker);
  expect(directory.accounts.has(strangerReads)).toBe(true);
  directory.failNext("expel", "error-before");
  expect(await decide("priya", item.id, "remove")).toMatchObject({ ok: true });
  // The decision itself makes the target due for the comparison that carries it out.
  expect(await scanTargets(core, ticker)).toEqual({ scanned: 1 });
  expect(await became(reviewId, "old-admin")).toMatchObject({ status: "ending", error: "the target does not answer" });
  await scan();
  expect(directory.accounts.has(strangerReads)).toBe(false);
  expect(await became(reviewId, "old-admin")).toMatchObject({ status: "ended", error: null });
});

it("what a reviewed change let stand is known no longer once a review removes it", async () => {
  stands(strangerReads);
  await sql(
    `INSERT INTO "KnownAccess" ("id", "version", "targetId", "entitlementId", "account", "reason", "createdAt")
     VALUES ('kno_1', 1, $1, $2, 'old-admin', 'the nightly backup', now())`,
    [place.targetId, place.read],
  );
  const { of } = await started();
  expect(await decide("priya", of("old-admin").id, "remove")).toMatchObject({ ok: true });
  await scan();
  expect(directory.accounts.has(strangerReads)).toBe(false);
  expect(await core.standing.known(place.targetId)).toEqual([]);
});

it("silence removes too, whoever has the login", async () => {
  stands(tomasReads, strangerReads);
  const { reviewId } = await started();
  await over();
  await closeDueReviews(core, ticker);
  await reconcileDue(core, ticker);
  await scanTargets(core, ticker);
  expect([...directory.accounts.keys()]).toEqual([]);
  for (const account of ["tomas@example.test", "old-admin"])
    expect(await became(reviewId, account)).toMatchObject({ outcome: "remove", decidedBy: null, status: "ended" });
});

/** Tomas is given it at once, as whoever is on call is. */
const granted = async (entitlementId = place.read) => {
  const asked = await submitRequest(core, await company.as("tomas"), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [entitlementId] },
  });
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  expect(grant?.status).toBe("active");
};
const expired = async () => {
  expect(directory.accounts.has(tomasReads)).toBe(true);
  await sql(`UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 millisecond' WHERE "status" = 'active'`);
  await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "dueAt" IS NOT NULL`);
  await reconcileDue(core, ticker);
};

it("what a grant explains meanwhile lasts as long as the grant, and goes with it", async () => {
  stands(tomasReads);
  const { of } = await started();
  await granted();
  expect(await decide("priya", of("tomas@example.test").id, "remove")).toMatchObject({ ok: true });
  await reconcileDue(core, ticker);
  await expired();
  expect(directory.accounts.has(tomasReads)).toBe(false);
});

it("what was decided goes with a grant that begins before it was carried out, as well", async () => {
  stands(tomasReads);
  const { of } = await started();
  expect(await decide("priya", of("tomas@example.test").id, "remove")).toMatchObject({ ok: true });
  await granted();
  await expired();
  expect(directory.accounts.has(tomasReads)).toBe(false);
});

it("the same where only that grant tells whose login it is", async () => {
  const elsewhere = await addDirectory(core, { name: "elsewhere", driftMode: "report" });
  stands(tomasReads);
  const { of } = await started({ targetIds: [elsewhere.targetId] });
  const item = of("tomas@example.test");
  expect(item.holderId).toBeNull();
  expect(await decide("priya", item.id, "remove")).toMatchObject({ ok: true });
  await granted(elsewhere.read);
  await expired();
  expect(directory.accounts.has(tomasReads)).toBe(false);
});
