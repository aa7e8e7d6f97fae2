import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { readReviewInput } from "#core/domain/review/review-input.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { closeDueReviews } from "#core/usecases/reviews/close-due-reviews.ts";
import { decideReviewItem } from "#core/usecases/reviews/decide-review-item.ts";
import { readReview } from "#core/usecases/reviews/read-review.ts";
import { startReview } from "#core/usecases/reviews/start-review.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

/*
 * What a comparison or a review says must go is taken away where the entitlement's mapping says, with no grant that would keep the
 * mapping as it is. So the mapping does not change while such a removal is owed, and no removal is owed for what was seen before it
 * changed, whichever of the two is committed first.
 */
const { core, other, directory, database, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const after = { group: "another" };
const taken: unknown[] = [];
let company: Company;
let mei: Confirmer;
let place: Awaited<ReturnType<typeof addDirectory>>;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  directory.onCall = (call, { entitlement }) => {
    if (call === "remove" || call === "expel") taken.push(entitlement.mapping);
    return Promise.resolve();
  };
});

type Through = typeof core;
type Mode = "report" | "enforce";
const account = "tomas@example.test";

/** Somebody has it without a grant, at a target of this test's own: tomas, or a login that nobody is known to have. */
const stands = async (driftMode: Mode, login: string = account, { onceGranted = false } = {}) => {
  place = await addDirectory(core, { name: `directory ${++added}`, driftMode });
  await sql(
    `INSERT INTO "Account" ("id", "version", "targetId", "personId", "account", "source", "createdAt")
     VALUES ($1, 1, $2, $3, $4, 'reviewed', now())`,
    [`acc_${added}`, place.targetId, company.people.tomas.id, account],
  );
  if (onceGranted) await grantedOnce();
  directory.accounts.set(`${login} has read`, {
    ...{ holdingId: "hld_nobody" as HoldingId, until: new Date(0), secret: null },
  });
};
/** Tomas has it by a grant and gives it back, so that there is a holding of it. */
const grantedOnce = async () => {
  const tomas = await company.as("tomas");
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [place.read] };
  const asked = await submitRequest(core, tomas, wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  await returnGrant(core, tomas, { grantId: grant!.id });
  await reconcileDue(core, ticker);
  expect((await core.grants.find(grant!.id))?.status).toBe("ended");
  taken.length = 0;
};
beforeEach(async () => {
  directory.setDown(false);
  directory.accounts.clear();
  await sql(`UPDATE "TargetHealth" SET "failures" = 0, "probeAt" = NULL`);
  await sql(`UPDATE "Target" SET "retiredAt" = clock_timestamp() WHERE "name" LIKE 'directory %'`);
  taken.length = 0;
});
const scan = async (through: Through = core) => {
  await core.standing.askScan(place.targetId);
  await scanTargets(through, ticker);
};
/** What is left to the reconciler is done, as often as its back-off asks. */
const work = async () => {
  await sql(
    `UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 ms' WHERE "targetId" = $1 AND "dueAt" IS NOT NULL`,
    [place.targetId],
  );
  await reconcileDue(core, ticker);
};

const proposed = async (change: ProposedChange) => {
  const made = await proposeChange(core, await company.as("priya"), { summary: "for a test", change });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};
const meaning = () => ({ kind: "mapping", entitlementId: place.read, mapping: after, sensitive: false }) as const;
const approve = (through: Through, changeId: Awaited<ReturnType<typeof proposed>>) =>
  decideConfirmed(through, mei, { changeId, decision: "approve" });
const done = { ok: true, value: null };
const held = { ok: false, error: "still_held" };

/** Does the one thing when the other has judged and is about to write this. */
const justBefore = (through: Through, written: string, act: () => Promise<unknown>): Through => {
  let acted = false;
  const commit: Through["store"]["commit"] = async (by, steps) => {
    if (!acted && steps.some(({ writes }) => writes.some(({ table }) => table === written))) {
      acted = true;
      await act();
    }
    return through.store.commit(by, steps);
  };
  return { ...through, store: { ...through.store, commit } };
};

/** A campaign over what stands there, that removes what nobody answers for. */
const review = async () => {
  await scan();
  const started = await startReview(core, await company.as("priya"), {
    ...{ name: "Autumn", covers: "standing", atLeastDays: 30, targetIds: [place.targetId] },
    ...{ by: "manager", onSilence: "remove", dueInDays: 7 },
  });
  if (!started.ok) throw new Error(started.error);
  const [item] = await core.reviews.itemsOf(started.value.id);
  return { reviewId: started.value.id, item: item! };
};
const shown = async (reviewId: string) => {
  const read = await readReview(core, await company.as("jonas"), readReviewInput.parse({ reviewId }));
  if (!read.ok) throw new Error(read.error);
  return read.value.items.items[0]!;
};

/** Who says that it goes, by what is written then. */
const saying = {
  "a comparison": { mode: "enforce", login: account, writes: "Holding" },
  "a comparison, of a login that once was granted it,": { mode: "enforce", login: account, writes: "Holding" },
  "a review": { mode: "report", login: account, writes: "ReviewItem" },
  "a review's silence": { mode: "report", login: account, writes: "ReviewItem" },
  "a review, of a login that nobody is known to have,": { mode: "report", login: "old-admin", writes: "ReviewItem" },
} as const;
type Sayer = keyof typeof saying;
/** Gets everything ready for it to be said, and answers what says it. */
const sayerOf = async (sayer: Sayer) => {
  const { mode, login } = saying[sayer];
  await stands(mode, login, { onceGranted: sayer === "a comparison, of a login that once was granted it," });
  if (mode === "enforce") return { say: (through: Through) => scan(through), reviewId: null };
  const { reviewId, item } = await review();
  const say = async (through: Through): Promise<void> => {
    const input = { itemId: item.id, outcome: "remove", reason: "looked at it" } as const;
    if (sayer !== "a review's silence") await decideReviewItem(through, await company.as("priya"), input);
    else {
      await sql(`UPDATE "Review" SET "dueAt" = clock_timestamp() - interval '1 ms' WHERE "id" = $1`, [reviewId]);
      await closeDueReviews(through, ticker);
    }
  };
  return { say, reviewId };
};

describe.each(Object.keys(saying) as Sayer[])("what %s says must go", (sayer) => {
  const key = `${saying[sayer].login} has read`;

  it("is owed before the mapping changes: that waits until it is gone from where it was seen", async () => {
    const { say } = await sayerOf(sayer);
    const changeId = await proposed(meaning());
    directory.setDown(true);
    const racing = justBefore(core, "Entitlement", () => say(other));
    expect(await approve(racing, changeId)).toEqual(held);
    await work();
    expect(await approve(core, changeId)).toEqual(held);
    directory.setDown(false);
    await work();
    await scan();
    expect(directory.accounts.has(key)).toBe(false);
    expect(await approve(core, changeId)).toEqual(done);
    expect(new Set(taken.map((each) => JSON.stringify(each)))).toEqual(new Set(["{}"]));
  });

  it("is no longer said once the mapping has changed: nothing is taken anywhere, and nobody says that it is gone", async () => {
    const { say, reviewId } = await sayerOf(sayer);
    const changeId = await proposed(meaning());
    let changed: unknown;
    await say(justBefore(other, saying[sayer].writes, async () => (changed = await approve(core, changeId))));
    expect(changed).toEqual(done);
    await work();
    expect(taken).toEqual([]);
    const said = await sql(
      `SELECT "kind" FROM "AuditEvent" WHERE "targetId" = $1 AND "kind" LIKE 'drift%' ORDER BY "id"`,
      [place.targetId],
    );
    expect(said.map(({ kind }) => kind)).toEqual(["driftFound", "driftDropped"]);
    if (reviewId)
      expect(await shown(reviewId)).toMatchObject({
        ...{ status: "ended", goneAt: null, error: "no longer looked for: the entitlement means something else" },
      });
  });
});

it("what is said between the look of the change and its writing waits for it, and is said no more", async () => {
  const { say } = await sayerOf("a comparison, of a login that once was granted it,");
  const changeId = await proposed(meaning());
  const gate = new pg.Client({ connectionString: database.adminUrl });
  await gate.connect();
  // The first thing that the change writes after its look.
  const racing = justBefore(core, "Entitlement", async () => {
    await gate.query("BEGIN");
    await gate.query(`SELECT FROM "StepUp" FOR UPDATE`);
  });
  let said = false;
  /** So many wait for a lock, or what they would do was done without waiting. */
  const waiting = (count: number) =>
    vi.waitFor(
      async () => {
        const [row] = await sql(`SELECT count(DISTINCT pid)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`);
        expect(said || Number(row?.["count"]) >= count).toBe(true);
      },
      { timeout: 20_000, interval: 20 },
    );
  const changing = approve(racing, changeId);
  await waiting(1);
  const saying = say(other).then(() => (said = true));
  await waiting(2);
  await gate.query("COMMIT");
  await gate.end();
  expect(await changing).toEqual(done);
  await saying;
  await work();
  expect(taken).toEqual([]);
});

it("a call that takes a stranger's access is waited for: what it did is recorded", async () => {
  await stands("enforce", "old-admin");
  const changeId = await proposed(meaning());
  const answered: unknown[] = [];
  const expelling = directory.onCall!;
  directory.onCall = async (call, access) => {
    await expelling(call, access);
    if (call === "expel") answered.push(await approve(other, changeId));
  };
  await scan();
  directory.onCall = expelling;
  expect(answered).toEqual([held]);
  const said = await sql(
    `SELECT "kind" FROM "AuditEvent" WHERE "targetId" = $1 AND "kind" LIKE 'drift%' ORDER BY "id"`,
    [place.targetId],
  );
  expect(said.map(({ kind }) => kind)).toEqual(["driftFound", "driftRemoved"]);
  expect(await approve(core, changeId)).toEqual(done);
});

it("who was known to have it at the one place is a stranger at the other", async () => {
  await stands("report", "nightly-backup");
  const { targetId, read: entitlementId } = place;
  const known = {
    kind: "known",
    targetId,
    entitlementId,
    account: "nightly-backup",
    reason: "the backup",
    retire: false,
  } as const;
  expect(await approve(core, await proposed(known))).toEqual(done);
  await scan();
  expect((await core.standing.countByTarget()).get(targetId)).toBeUndefined();
  expect(await approve(core, await proposed(meaning()))).toEqual(done);
  expect(await core.standing.known(targetId)).toEqual([]);
  await scan();
  expect((await core.standing.countByTarget()).get(targetId)).toBe(1);
});

it("what stands is not said to be gone because its entitlement is offered no more", async () => {
  await stands("report", "old-admin");
  const { reviewId } = await review();
  expect(await approve(core, await proposed({ kind: "retirement", subjectId: place.read }))).toEqual(done);
  await scan();
  const said = await sql(
    `SELECT "kind" FROM "AuditEvent" WHERE "targetId" = $1 AND "kind" LIKE 'drift%' ORDER BY "id"`,
    [place.targetId],
  );
  expect(said.map(({ kind }) => kind)).toEqual(["driftFound", "driftDropped"]);
  expect(await shown(reviewId)).toMatchObject({ status: "ended", goneAt: null });
});
