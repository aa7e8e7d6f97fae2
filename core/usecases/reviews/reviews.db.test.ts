import { beforeAll, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId, ReviewItemId } from "#core/domain/ids.ts";
import { BadCursor } from "#core/domain/page.ts";
import type { StartReviewInput } from "#core/domain/review/review-input.ts";
import type { ReviewAnswer } from "#core/domain/review/review.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { closeDueReviews } from "#core/usecases/reviews/close-due-reviews.ts";
import { decideReviewItem } from "#core/usecases/reviews/decide-review-item.ts";
import { handOverItems } from "#core/usecases/reviews/hand-over-items.ts";
import { listReviews } from "#core/usecases/reviews/list-reviews.ts";
import { readReview } from "#core/usecases/reviews/read-review.ts";
import { startReview } from "#core/usecases/reviews/start-review.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
beforeAll(async () => {
  company = await createCompany(core);
});

/** Access that lasts an hour, really there. */
const held = async (): Promise<GrantId> => {
  const justification = "held until somebody looks at it";
  const wish = { entitlementIds: [company.read], durationSeconds: 3600, justification };
  const asked = await submitRequest(core, await company.as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  return asked.value.grants[0]!.id;
};
const campaign: StartReviewInput = {
  ...{
    name: "Autumn",
    covers: "both" as const,
    atLeastDays: 0,
    targetIds: [],
    by: "owner" as const,
    onSilence: "keep" as const,
    dueInDays: 7,
  },
};
const start = async (name: Name, changes: Partial<StartReviewInput> = {}) =>
  startReview(core, await company.as(name), { ...campaign, ...changes });
const started = async (changes: Partial<StartReviewInput> = {}) => {
  const review = await start("priya", changes);
  if (!review.ok) throw new Error(review.error);
  return core.reviews.itemsOf(review.value.id);
};
const decide = async (name: Name, itemId: ReviewItemId, outcome: "keep" | "remove", on = core) =>
  decideReviewItem(on, await company.as(name), { itemId, outcome, reason: "looked at it" });
const statusOf = async (id: GrantId) => (await core.grants.find(id))!.status;
const over = async () =>
  sql(`UPDATE "Review" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "status" = 'open'`);
/** Every campaign there is: a round that lost a race, or whose commit the engine refused, leaves some to the next. */
const allClosed = async () => {
  await over();
  while ((await core.reviews.closable()).length > 0) await closeDueReviews(core, ticker);
};

it("what is not kept is really gone from the target, with the reason in the record; what is kept stays", async () => {
  const [kept, removed] = [await held(), await held()];
  const items = await started();
  const of = (grantId: GrantId) => items.find((item) => item.grantId === grantId)!.id;
  expect(await decide("ana", of(kept), "keep")).toMatchObject({ ok: true });
  expect(await decide("ben", of(removed), "remove")).toMatchObject({ ok: true });
  await reconcileDue(core, ticker);
  expect([await statusOf(kept), await statusOf(removed)]).toEqual(["active", "ended"]);
  const { account } = (await core.holdings.find((await core.grants.find(removed))!.holdingId))!;
  expect(target.accounts.has(account)).toBe(false);
  const events = await core.audit.page({ grantId: removed, kind: "grantEnding" }, { limit: 1 });
  expect(events.items[0]).toMatchObject({ actorId: company.people.ben.id, data: { comment: "looked at it" } });
});

it("an end that no target has confirmed is not said to be gone", async () => {
  const grantId = await held();
  const items = await started();
  const { id, reviewId } = items.find((item) => item.grantId === grantId)!;
  expect(await decide("ben", id, "remove")).toMatchObject({ ok: true });
  await reconcileDue(core, ticker);
  const seen = async () => {
    const review = await readReview(core, await company.as("priya"), { reviewId, limit: 200 });
    if (!review.ok) throw new Error(review.error);
    const { items, outcomes } = review.value;
    return { item: items.items.find((item) => item.id === id), removed: outcomes.removed, gone: outcomes.gone };
  };
  expect(await seen()).toMatchObject({
    ...{ item: { status: "ended", goneAt: expect.any(Date) as Date }, removed: 1, gone: 1 },
  });
  await sql(`UPDATE "Grant" SET "endReason" = 'unverified' WHERE "id" = $1`, [grantId]);
  expect(await seen()).toMatchObject({ item: { status: "ended", goneAt: null }, removed: 1, gone: 0 });
  const provedAt = new Date("2030-01-01T00:00:00Z");
  await sql(`UPDATE "Grant" SET "provedAt" = $2 WHERE "id" = $1`, [grantId, provedAt]);
  expect(await seen()).toMatchObject({ item: { status: "ended", goneAt: provedAt }, removed: 1, gone: 1 });
});

it("nobody answers for what they hold, nor who is no owner, nor twice, nor for one that they know only by id", async () => {
  await held();
  const [item] = await started();
  for (const name of ["tomas", "ines", "priya", "jonas", "carl"] as const)
    expect(await decide(name, item!.id, "keep")).toEqual({ ok: false, error: "not_found" });
  const answers = await Promise.all([decide("ana", item!.id, "keep"), decide("ben", item!.id, "remove", other)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, error: "already_decided" });
});

/** Somebody joins the owners, and somebody leaves. */
const owned = async (joins: Name, leaves: Name) => {
  const changed = `UPDATE "Group" SET "personIds" = array_append(array_remove("personIds", $1), $2), "version" = "version" + 1
    WHERE "name" = 'data'`;
  await sql(changed, [company.people[leaves].id, company.people[joins].id]);
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'directory'`);
};
const waitingFor = async (name: Name) => {
  const seen = await listReviews(core, await company.as(name), { limit: 200 });
  return seen.ok ? seen.value.waiting.items.map(({ id }) => id) : [];
};
const handedOver = async (reviewId: string) => {
  const { items } = await core.audit.page({ kind: "reviewHandedOver" }, { limit: 50 });
  return items.filter(({ data }) => data["reviewId"] === reviewId);
};

it("what nobody answered is handed to whoever owns it by now, in one event; what is answered stays as it was", async () => {
  await allClosed();
  await Promise.all([held(), held()]);
  const [answered, ...waiting] = await started();
  const ids = waiting.map(({ id }) => id).toSorted();
  await decide("ana", answered!.id, "keep");
  await handOverItems(core, ticker);
  expect(await handedOver(answered!.reviewId)).toEqual([]);
  await owned("mei", "ben");
  expect(await waitingFor("mei")).toEqual([]);
  await Promise.all([handOverItems(core, ticker), handOverItems(other, ticker)]);
  await handOverItems(core, ticker);
  expect([await waitingFor("mei"), await waitingFor("ben")]).toEqual([ids, []]);
  const [event, ...more] = await handedOver(answered!.reviewId);
  const { ana, ben, mei } = company.people;
  expect([event!.data["from"], event!.data["to"]]).toEqual([[ana.id, ben.id].toSorted(), [ana.id, mei.id].toSorted()]);
  expect([(event!.data["items"] as string[]).toSorted(), more]).toEqual([ids, []]);
  expect((await core.reviews.findItem(answered!.id))!.reviewerIds).toContain(ben.id);
  expect(await decide("mei", waiting[0]!.id, "keep")).toMatchObject({ ok: true });
  await owned("ben", "mei");
  await handOverItems(core, ticker);
  expect([await waitingFor("mei"), await waitingFor("ben")]).toEqual([[], ids.filter((id) => id !== waiting[0]!.id)]);
});

it("an owner who is none any more answers nothing", async () => {
  await held();
  const [item] = await started();
  const group = (await core.people.groups()).find(({ name }) => name === "data")!;
  const leave = `UPDATE "Group" SET "personIds" = array_remove("personIds", $1), "version" = "version" + 1 WHERE "id" = $2`;
  await sql(leave, [company.people.ben.id, group.id]);
  await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE "id" = 'directory'`);
  expect(await decide("ben", item!.id, "keep")).toEqual({ ok: false, error: "not_found" });
  expect(await decide("ana", item!.id, "keep")).toMatchObject({ ok: true });
});

it("without a manager administrators are asked, so that nothing waits for nobody", async () => {
  await held();
  const items = await started({ by: "manager" });
  expect(new Set(items.flatMap(({ reviewerIds }) => reviewerIds))).toEqual(new Set([company.people.priya.id]));
});

it("when its day has come, silence answers as the campaign said, and nobody can any more", async () => {
  await allClosed();
  const grantId = await held();
  const items = await started({ onSilence: "remove" });
  expect(await closeDueReviews(core, ticker)).toBe(0);
  await over();
  expect(await decide("ana", items[0]!.id, "keep")).toEqual({ ok: false, error: "review_over" });
  await Promise.all([closeDueReviews(core, ticker), closeDueReviews(other, ticker)]);
  await reconcileDue(core, ticker);
  expect(await statusOf(grantId)).toBe("ended");
  expect((await core.reviews.find(items[0]!.reviewId))!.status).toBe("closed");
  const answered = await core.audit.page({ grantId, kind: "reviewItemDecided" }, { limit: 5 });
  expect(answered.items).toHaveLength(1);
  expect(answered.items[0]).toMatchObject({ actorId: null, data: { bySilence: true, outcome: "remove" } });
});

it("only administrators and auditors begin a campaign or see one, and reviewers see what waits for them", async () => {
  await held();
  for (const name of ["ines", "mei", "ana"] as const)
    expect(await start(name)).toEqual({ ok: false, error: "not_allowed" });
  expect(await start("priya", { atLeastDays: 300 })).toEqual({ ok: false, error: "nothing_to_review" });
  const review = await start("jonas");
  if (!review.ok) throw new Error(review.error);
  const { id: reviewId } = review.value;
  expect(await readReview(core, await company.as("jonas"), { reviewId, limit: 50 })).toMatchObject({ ok: true });
  expect(await readReview(core, await company.as("ana"), { reviewId, limit: 50 })).toEqual({
    ok: false,
    error: "not_found",
  });
  const forAna = await listReviews(core, await company.as("ana"), { limit: 50 });
  expect(forAna).toMatchObject({ ok: true, value: { reviews: null } });
  expect(forAna.ok && forAna.value.waitingCount).toBeGreaterThan(0);
  expect(await listReviews(core, await company.as("tomas"), { limit: 50 })).toMatchObject({
    value: { waiting: { items: [] }, waitingCount: 0, reviews: null },
  });
});

it("each item is on one page, and how far a campaign got is told on each page over all of them", async () => {
  await allClosed();
  await Promise.all([held(), held(), held(), held()]);
  const items = await started();
  const { reviewId } = items[0]!;
  await decide("ana", items[0]!.id, "keep");
  await decide("ana", items[1]!.id, "remove");
  const all = { items: items.length, kept: 1, removed: 1, waiting: items.length - 2 };
  const paged = async (answer?: ReviewAnswer) => {
    const ids: ReviewItemId[] = [];
    let cursor: string | undefined;
    do {
      const asked = { reviewId, answer, limit: 3, cursor };
      const read = await readReview(core, await company.as("jonas"), asked);
      if (!read.ok) throw new Error(read.error);
      expect(read.value.outcomes).toMatchObject(all);
      expect(read.value.items.items.length).toBeLessThanOrEqual(3);
      ids.push(...read.value.items.items.map(({ id }) => id));
      cursor = read.value.items.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return ids;
  };
  const ids = items.map(({ id }) => id);
  expect((await paged()).toSorted()).toEqual(ids.toSorted());
  expect([await paged("keep"), await paged("remove")]).toEqual([[ids[0]], [ids[1]]]);
  expect((await paged("waiting")).toSorted()).toEqual(ids.slice(2).toSorted());
  const forged = readReview(core, await company.as("jonas"), { reviewId, limit: 3, cursor: "forged" });
  await expect(forged).rejects.toBeInstanceOf(BadCursor);
});

it("what waits for an answer comes in pages too, and is counted over all of them", async () => {
  await allClosed();
  await Promise.all([held(), held(), held()]);
  const items = await started();
  const first = await listReviews(core, await company.as("ana"), { limit: 2 });
  if (!first.ok) throw new Error(first.error);
  expect(first.value).toMatchObject({ waitingCount: items.length, waiting: { items: { length: 2 } } });
  const cursor = first.value.waiting.nextCursor!;
  const rest = await listReviews(core, await company.as("ana"), { limit: 200, cursor });
  if (!rest.ok) throw new Error(rest.error);
  const ids = [...first.value.waiting.items, ...rest.value.waiting.items].map(({ id }) => id);
  expect([ids.toSorted(), rest.value.waiting.nextCursor]).toEqual([items.map(({ id }) => id).toSorted(), null]);
});
