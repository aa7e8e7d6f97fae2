import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor, EventKind } from "#core/domain/audit/event.ts";
import type { EndScope } from "#core/domain/grant/end-scope.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { pullRedSwitch } from "#core/usecases/red-switch/pull-red-switch.ts";
import { readRedSwitch } from "#core/usecases/red-switch/read-red-switch.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const everything = { of: "everything", confirm: "everything" } as const;
const why = { reason: "the laptop was stolen", shown: 1 };
const openStatuses = ["scheduled", "activating", "active"];
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});
beforeEach(async () => {
  await pull(everything);
  await reconcileDue(core, ticker);
});

const pull = async (scope: EndScope & { confirm: string }, by: Name = "priya") =>
  pullRedSwitch(core, await company.as(by), { ...why, ...scope });

const ask = async (name: Name = "tomas", parts: { entitlementId?: string; startsAt?: Date } = {}) => {
  const { entitlementId = company.read, ...rest } = parts;
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds: [entitlementId] };
  const asked = await submitRequest(core, await company.as(name), { ...wish, ...rest } as never);
  if (!asked.ok) throw new Error(asked.error);
  return asked.value;
};
const open = async (): Promise<number> =>
  Number((await sql(`SELECT count(*) AS n FROM "Grant" WHERE "status" = ANY($1)`, [openStatuses]))[0]?.["n"]);
const eventsOf = async (kind: EventKind) => (await core.audit.page({ kind }, { limit: 5 })).items;

describe("the red switch", () => {
  it("ends what one person holds, will hold and asks for, and nothing of anybody else's", async () => {
    await ask("tomas");
    const later = new Date((await core.clock.now()).getTime() + 3_600_000);
    await ask("tomas", { startsAt: later });
    await reconcileDue(core, ticker);
    const pending = await ask("ines");
    const own = await ask("tomas", { entitlementId: company.write });
    const { id: personId, email } = company.people.tomas;

    const before = await readRedSwitch(core, await company.as("priya"), { of: "person", personId });
    expect(before).toEqual({
      ok: true,
      value: { name: "tomas", confirm: email, grants: 2, live: 1, people: 1, targets: 1, requests: 1 },
    });
    const pulled = await pull({ of: "person", personId, confirm: email });
    expect(pulled).toMatchObject({ ok: true, value: { grants: 2, live: 1, requests: 1 } });

    const grants = await sql(
      `SELECT "status", "endReason" FROM "Grant" WHERE "holderId" = $1 ORDER BY "createdAt" DESC LIMIT 2`,
      [personId],
    );
    expect(grants).toEqual([
      { status: "ended", endReason: "revoked" },
      { status: "ending", endReason: "revoked" },
    ]);
    expect(await core.requests.find(own.id)).toMatchObject({ status: "cancelled" });
    expect(await core.requests.find(pending.id)).toMatchObject({ status: "pending" });
    await reconcileDue(core, ticker);
    expect(target.accounts.size).toBe(0);
  });

  it("ends what is held at one target, and leaves requests for it to be decided", async () => {
    await ask("tomas");
    const pending = await ask("ines");
    const [{ id: targetId, name } = { id: "", name: "" }] = await core.catalogue.targets();
    expect(await pull({ of: "target", targetId: targetId as never, confirm: name })).toMatchObject({ ok: true });
    expect(await open()).toBe(0);
    expect(await core.requests.find(pending.id)).toMatchObject({ status: "pending" });
  });

  it("is one loud event with the reason and both counts, and one for each grant", async () => {
    const { id: requestId } = await ask("tomas");
    await pull(everything);
    const [event] = await eventsOf("redSwitchPulled");
    expect(event).toMatchObject({
      actorId: company.people.priya.id,
      data: { of: "everything", reason: why.reason, shown: 1, grants: 1, live: 1, people: 1, targets: 1, requests: 0 },
    });
    const [ending] = await eventsOf("grantEnding");
    expect(ending).toMatchObject({ requestId, data: { endReason: "revoked", because: "red-switch" } });
  });

  it("is for administrators alone, who type what they end", async () => {
    await ask("tomas");
    for (const name of ["tomas", "ana", "mei", "jonas"] as const) {
      expect(await pull(everything, name)).toEqual({ ok: false, error: "not_allowed" });
      expect(await readRedSwitch(core, await company.as(name), { of: "everything" })).toMatchObject({ ok: false });
    }
    expect(await pull({ ...everything, confirm: "Everything" })).toEqual({ ok: false, error: "not_confirmed" });
    expect(await pull({ of: "person", personId: `per_${"0".repeat(26)}` as never, confirm: "x" })).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await open()).toBe(1);
  });

  it("reaches what the reconciler has in hand at that moment", async () => {
    await ask("tomas");
    target.onCall = async (call) => {
      if (call !== "observe") return;
      target.onCall = null;
      expect(await pull(everything)).toMatchObject({ ok: true, value: { grants: 1 } });
    };
    await reconcileDue(core, ticker);
    expect(await open()).toBe(0);
    expect(target.accounts.size).toBe(0);
  });
});

describe("at the same moment as an approval or a request", () => {
  const rounds = isFull ? 200 : 25;

  it("nothing slips through: what was approved before it ends, what comes after was decided after it", async () => {
    for (let round = 0; round < rounds; round++) {
      const { id: requestId, digest } = await ask("ines");
      const [ana, tomas, priya] = [await company.as("ana"), await company.as("tomas"), await company.as("priya")];
      const wish = {
        durationSeconds: 600,
        justification: "reading the failed payments",
        entitlementIds: [company.read],
      };
      await Promise.all([
        voteOnRequest(other, ana, { requestId, digest, vote: "approve" } as never),
        submitRequest(other, tomas, wish as never),
        pullRedSwitch(core, priya, { ...why, ...everything }),
      ]);
      const [left] = await sql(
        `SELECT count(*)::int AS n FROM "Grant" g
         WHERE g."status" = ANY($1) AND (SELECT max(e."id") FROM "AuditEvent" e WHERE e."grantId" = g."id")
           < (SELECT max("id") FROM "AuditEvent" WHERE "kind" = 'redSwitchPulled')`,
        [openStatuses],
      );
      expect(left).toEqual({ n: 0 });
    }
  });
});

describe("ten thousand grants", () => {
  it("end in one go, while some of them change", async () => {
    await ask("tomas");
    const many = isFull ? 10_000 : 3_000;
    await sql(
      `WITH n AS (SELECT lpad(i::text, 26, '0') AS n FROM generate_series(1, ${many}) i),
       g AS (SELECT * FROM "Grant" WHERE "status" = 'activating' LIMIT 1), h AS (SELECT * FROM "Holding" WHERE "id" = (SELECT "holdingId" FROM g)),
       made AS (INSERT INTO "Holding" SELECT r.* FROM n, h, jsonb_populate_record(NULL::"Holding", to_jsonb(h) || jsonb_build_object('id', 'hld_' || n, 'account', n, 'dueAt', null)) r RETURNING 1)
       INSERT INTO "Grant" SELECT r.* FROM n, g, jsonb_populate_record(NULL::"Grant", to_jsonb(g) || jsonb_build_object('id', 'grt_' || n, 'holdingId', 'hld_' || n)) r`,
    );
    const startedMs = performance.now();
    const pulled = await pull(everything);
    if (isFull) process.stdout.write(`red switch: ${many} in ${Math.round(performance.now() - startedMs)} ms\n`);
    expect(pulled).toMatchObject({ ok: true, value: { grants: many + 1 } });
    expect(await open()).toBe(0);
    const [left] = await sql(`SELECT count(*)::int AS n FROM "Holding" h JOIN "Grant" g ON g."holdingId" = h."id"
      WHERE g."status" = 'ending' AND (h."dueAt" IS NULL OR h."dueAt" > clock_timestamp())`);
    expect(left).toEqual({ n: 0 });
    const moments = await sql(`SELECT count(DISTINCT "endingAt")::int AS n FROM "Grant" WHERE "status" = 'ending'`);
    expect(moments).toEqual([{ n: 1 }]);
    await sql(`DELETE FROM "Grant" WHERE "id" LIKE 'grt_00000000000000%'`);
    await sql(`DELETE FROM "Holding" WHERE "id" LIKE 'hld_00000000000000%'`);
  });
});
