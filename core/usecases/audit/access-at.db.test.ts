import fc from "fast-check";
import { expect, test } from "vitest";
import {
  activateGrant,
  confirmEnded,
  endGrant,
  endUnverified,
  extendGrant,
  proveEnd,
  startGrant,
} from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { openGrant } from "#core/domain/grant/open-grant.ts";
import type { EntitlementId, GrantId, PersonId } from "#core/domain/ids.ts";
import { type Transition, transition } from "#core/domain/transition.ts";
import { createCompany } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { accessAt } from "#core/usecases/audit/access-at.ts";
import { listAuditChoices } from "#core/usecases/audit/list-audit-choices.ts";
import { listAuditEvents } from "#core/usecases/audit/list-audit-events.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, sql } = await openTestCore();
const company = await createCompany(core);
const auditor = await company.as("jonas");
const by = { personId: null, via: "console", correlationId: "test" } as const;
const [read, write] = await core.catalogue.ofIds([company.read, company.write]);
const holders = [company.people.ines.id, company.people.tomas.id] as const;
/** Windows are judged by the database's clock, so these lives are lived in the future. */
const zero = Date.UTC(2100, 0, 1);
const minute = (n: number): Date => new Date(zero + n * 60_000);

/** What becomes of one grant: pauses between its steps in minutes, and how far it gets. */
const life = fc.record({
  holder: fc.integer({ min: 0, max: 1 }),
  writes: fc.boolean(),
  asked: fc.integer({ min: 0, max: 60 }),
  scheduled: fc.boolean(),
  pauses: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
  extends: fc.boolean(),
  unverified: fc.boolean(),
  /** Minutes after the end until its target is heard again, where nobody had asked it. */
  provedAfter: fc.option(fc.integer({ min: 0, max: 20 })),
  steps: fc.integer({ min: 0, max: 4 }),
});
type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

await sql(`ALTER TABLE "AuditEvent" DISABLE TRIGGER "AuditEvent_written_once"`);

/** An event is written a moment after the instant that it tells of; these tell of another century. */
const writtenThen = (grantId: string) =>
  sql(
    `UPDATE "AuditEvent" SET "at" = coalesce("data"->>'startsAt', "data"->>'readyAt', "data"->>'provedAt', "data"->>'endedAt', "data"->>'endingAt')::timestamptz
     WHERE "grantId" = $1 AND "data" ?| ARRAY['startsAt', 'readyAt', 'endedAt', 'endingAt'] AND "kind" <> 'grantScheduled'`,
    [grantId],
  );

const rowIn = (step: Transition): Grant => {
  const written = step.writes.find(({ table }) => table === "Grant");
  if (!written) throw new Error("no grant was written");
  return written.row as Grant;
};

const commit = async (step: Transition): Promise<Grant> => {
  const [done] = await core.store.commit(by, [step]);
  if (!done?.done) throw new Error("a step of a generated life was refused");
  return rowIn(step);
};

const live = async (each: Life, holderId: PersonId): Promise<GrantId> => {
  const grantId = core.ids.newId("grt");
  await liveAs(grantId, each, holderId);
  await writtenThen(grantId);
  return grantId;
};

const liveAs = async (grantId: GrantId, each: Life, holderId: PersonId): Promise<void> => {
  const item = each.writes ? write : read;
  if (!item) throw new Error("the company has two entitlements");
  const times = each.pauses.map((_, at) => minute(each.asked + each.pauses.slice(0, at).reduce((a, b) => a + b, 0)));
  const [asked, started, ready, ending, ended] = times as [Date, Date, Date, Date, Date];
  const startsAt = each.scheduled ? new Date(started.getTime() + 1) : null;
  const request = { id: core.ids.newId("req"), holderId, startsAt, createdAt: asked };
  const holdingId = core.ids.newId("hld");
  const place = { holdingId, account: `lapse_${holdingId}`, shared: false };
  const ids = { grantId, place };
  let grant = await commit(openGrant({ ...ids, request, item, durationSeconds: 3600, now: asked }));
  if (each.steps < 1) return;
  if (grant.status === "scheduled" && each.steps === 1) {
    await commit(endGrant(grant, "cancelled", started));
    return;
  }
  if (grant.status === "scheduled") grant = await commit(startGrant(grant, started));
  if (each.steps >= 2) grant = await commit(activateGrant(grant, ready));
  if (each.steps >= 2 && each.extends) grant = await commit(extendGrant(grant, 600));
  if (each.steps >= 3) grant = await commit(endGrant(grant, "revoked", ending));
  if (each.steps < 4) return;
  grant = await commit((each.unverified ? endUnverified : confirmEnded)(grant, ended));
  if (!each.unverified || each.provedAfter === null) return;
  await commit(proveEnd(grant, new Date(ended.getTime() + each.provedAfter * 60_000)));
};

/** Each history by itself: what fails is then what was shrunk, and the last of many runs takes no longer than the first. */
const forgetLives = async (): Promise<void> => {
  for (const table of ["Grant", "Holding"]) await sql(`DELETE FROM "${table}"`);
  await sql(`DELETE FROM "AuditEvent" WHERE "grantId" IS NOT NULL`);
};
const runs = isFull ? 200 : 15;

test(
  "over any history, the record alone tells the same access at any instant as the table of grants",
  { timeout: runs * 1_000 + 20_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 80 }),
        async (lives, at) => {
          await forgetLives();
          for (const each of lives) await live(each, holders[each.holder] ?? holders[0]);
          const instants = [minute(at), new Date(minute(at).getTime() + 1)];
          const questions = [
            ...holders.map((personId) => ({ personId })),
            ...[read, write].map((item) => ({ entitlementId: item!.entitlement.id })),
          ];
          for (const instant of instants)
            for (const question of questions) {
              const answer = await accessAt(core, auditor, { ...question, at: instant });
              if (!answer.ok) throw new Error(answer.error);
              const rows = await core.grants.at(question, instant);
              const told = answer.value.items.map(({ grantId, from, readyAt, goneAt, unverifiedAt }) => ({
                ...{ grantId, from, readyAt },
                endedAt: goneAt ?? unverifiedAt,
                isProved: unverifiedAt === null,
              }));
              const table = rows.map(({ id, startsAt, readyAt, endedAt, provedAt, endReason }) => ({
                ...{ grantId: id, from: startsAt, readyAt, endedAt: provedAt ?? endedAt },
                isProved: endReason !== "unverified",
              }));
              const sorted = <T extends { grantId: string }>(list: T[]) =>
                list.sort((a, b) => (a.grantId < b.grantId ? -1 : 1));
              expect(sorted(told)).toEqual(sorted(table));
              expect(answer.value.agrees).toBe(true);
            }
        },
      ),
      { numRuns: runs },
    );
  },
);

test("a row that was altered in the table is noticed, and the record still answers", async () => {
  await forgetLives();
  const grantId = await live(
    {
      holder: 0,
      writes: false,
      asked: 200,
      scheduled: false,
      pauses: [0, 0, 1, 1, 1],
      extends: false,
      unverified: false,
      provedAfter: null,
      steps: 2,
    },
    holders[0],
  );
  const question = { personId: holders[0], entitlementId: undefined, at: minute(210) };
  await sql(`update "Grant" set "endedAt" = $1 where "id" = $2`, [minute(205), grantId]);
  const answer = await accessAt(core, auditor, question);
  expect(answer.ok && answer.value.agrees).toBe(false);
  expect(answer.ok && answer.value.items.map((access) => access.grantId)).toEqual([grantId]);
});

test("what ended without a confirmation stays in the answer until one is on record, whichever came first", async () => {
  await forgetLives();
  const [holderId] = holders;
  const pauses = [0, 0, 1, 1, 1];
  const lived = { holder: 0, writes: false, scheduled: false, pauses, extends: false, provedAfter: null, steps: 4 };
  const accepted = await live({ ...lived, asked: 300, unverified: true }, holderId);
  const confirmed = await live({ ...lived, asked: 400, unverified: false }, holderId);
  const at = async (minutes: number) => {
    const answer = await accessAt(core, auditor, { personId: holderId, entitlementId: undefined, at: minute(minutes) });
    if (!answer.ok) throw new Error(answer.error);
    return [answer.value.items.map(({ state, goneAt }) => [state, goneAt]), answer.value.agrees];
  };
  expect(await at(300)).toEqual([[["active", null]], true]);
  for (const later of [303, 390, 9e5]) expect(await at(later)).toEqual([[["unverified", null]], true]);

  // As older records may have it: nothing in the portal writes the other end of either today.
  const end = (grantId: GrantId, data: Record<string, unknown>) => {
    const about = { grantId, entitlementId: company.read, personId: holderId };
    return transition({ events: [{ kind: "grantEnded", ...about, data }] });
  };
  await core.store.commit(by, [
    end(accepted, { endedAt: minute(350).toISOString() }),
    end(confirmed, { endReason: "unverified", endedAt: minute(450).toISOString() }),
  ]);
  for (const grantId of [accepted, confirmed]) await writtenThen(grantId);
  expect((await at(349))[0]).toEqual([["unverified", minute(350)]]);
  for (const later of [350, 399, 403, 450, 9e5]) expect((await at(later))[0]).toEqual([]);
});

test("who approved it are those whose votes made it so, once each: not who voted on what it was before, nor twice", async () => {
  // All histories together may take longer than a revoker may be silent; nothing is granted beside one that is.
  await core.heartbeats.beat(reconcilerHeartbeat, "test");
  const wish = { entitlementIds: [company.write], durationSeconds: 600, justification: "who approved" };
  const asked = await submitRequest(core, await company.signedIn("ines"), wish);
  if (!asked.ok) throw new Error(asked.error);
  const requestId = asked.value.id;
  const approve = async (name: "ana" | "ben" | "mei"): Promise<void> => {
    const { digest } = (await core.requests.find(requestId))!;
    const voted = await voteOnRequest(core, await company.as(name), { requestId, vote: "approve", digest });
    if (!voted.ok) throw new Error(`${name}: ${voted.error}`);
  };
  const changed = async (): Promise<void> => {
    await sql(`UPDATE "Entitlement" SET "version" = "version" + 1 WHERE "id" = $1`, [company.write]);
    await redecidePending(core);
  };
  await approve("ana");
  await changed();
  await approve("mei");
  await changed();
  await approve("mei");
  await approve("ben");
  const [grant] = await core.grants.ofRequests([requestId]);
  const question = { personId: company.people.ines.id, entitlementId: undefined };
  const answer = await accessAt(core, auditor, { ...question, at: grant!.startsAt! });
  if (!answer.ok) throw new Error(answer.error);
  const told = answer.value.items.find(({ grantId }) => grantId === grant!.id);
  expect(told?.approvedBy.map(({ name }) => name)).toEqual(["mei", "ben"]);
});

test("what was asked about is named where nobody had anything, too", async () => {
  const named = async (question: object) => {
    const answer = await accessAt(core, auditor, { ...question, at: minute(-1) });
    return answer.ok && [answer.value.about.name, answer.value.items];
  };
  expect(await named({ personId: company.people.carl.id })).toEqual(["carl", []]);
  expect(await named({ entitlementId: company.read })).toEqual(["read orders-db", []]);
});

test("nobody is not the answer about somebody, or something, that the portal does not know", async () => {
  const never = "0".repeat(26);
  for (const question of [{ personId: `per_${never}` as PersonId }, { entitlementId: `ent_${never}` as EntitlementId }])
    expect(await accessAt(core, auditor, { ...question, at: minute(1) })).toEqual({ ok: false, error: "not_found" });
});

test("the same question at many instants is one reading", async () => {
  const carl = company.people.carl.id;
  for (const at of [minute(1), minute(2), minute(3)])
    await accessAt(core, auditor, { personId: carl, entitlementId: undefined, at });
  const { items } = await core.audit.page({ kind: "auditRead", actorId: auditor.person.id }, { limit: 50 });
  expect(items.filter(({ data }) => String(data["view"]).includes(carl))).toHaveLength(1);
});

test("readings are listed with what people and entitlements are called, and what was chosen is named where nothing is listed", async () => {
  const { carl } = company.people;
  await accessAt(core, auditor, { personId: carl.id, entitlementId: undefined, at: minute(1) });
  await accessAt(core, auditor, { personId: undefined, entitlementId: company.write, at: minute(1) });
  const listed = await listAuditEvents(core, auditor, { kind: "auditRead", limit: 500, automatic: false });
  const named = listed.ok ? listed.value.items.map(({ data, names }) => [data["view"], names]) : [];
  expect(named).toContainEqual([`auditRead {"accessAt":"","personId":"${carl.id}"}`, { [carl.id]: "carl" }]);
  const view = `auditRead {"accessAt":"","entitlementId":"${company.write}"}`;
  expect(named).toContainEqual([view, { [company.write]: write!.entitlement.name }]);

  const never = `per_${"0".repeat(26)}` as PersonId;
  const choices = await listAuditChoices(core, auditor, {
    actorId: never,
    personId: carl.id,
    entitlementId: company.read,
  });
  expect(choices.ok && choices.value.names).toEqual({ [carl.id]: "carl", [company.read]: read!.entitlement.name });
});

test("whoever is no auditor learns nothing about the past", async () => {
  for (const name of ["priya", "mei", "ines"] as const)
    expect(
      await accessAt(core, await company.as(name), { personId: holders[0], entitlementId: undefined, at: minute(1) }),
    ).toEqual({
      ok: false,
      error: "not_allowed",
    });
});
