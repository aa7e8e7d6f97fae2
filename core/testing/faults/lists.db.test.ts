import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { http } from "#connectors/http/http.ts";
import { postgresql } from "#connectors/postgresql/postgresql.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { EntitlementId, GrantId, TargetId } from "#core/domain/ids.ts";
import type { Caller } from "#core/ports/core.ts";
import { assembleCore } from "#core/testing/assemble-core.ts";
import { openCrashSite } from "#core/testing/crash/open-crash-site.ts";
import { isFull } from "#core/testing/is-full.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { discoverTarget } from "#core/usecases/targets/discover-target.ts";
import { followUse } from "#core/usecases/use/follow-use.ts";
import { readGrantSessions } from "#core/usecases/use/read-grant-sessions.ts";
import { faults, type FaultyLine, openFaultyLine } from "./faulty-line.ts";

const ticker: Actor = { personId: null, via: "ticker", correlationId: "lists" };
const openScene = await openCrashSite();
const scene = await openScene();
const { core, close } = assembleCore(scene.appUrl, [http, postgresql], 6);
afterAll(async () => {
  await close();
  await line.stop();
  await scene.close();
});
let line: FaultyLine;
let targetId: TargetId;
let grantId: GrantId;

const as = async (name: string): Promise<Caller> => {
  const person = await core.people.findByEmail(`${name}@example.test`);
  if (!person) throw new Error(`nobody is ${name}`);
  const actor: Actor = { personId: person.id, via: "api", correlationId: "lists" };
  return { person, session: null, scopes: null, address: null, actor };
};

beforeAll(async () => {
  line = await openFaultyLine(scene.endpoint.url);
  const settings = { url: line.url, allowHttp: true, requestTimeoutMs: 3_000 };
  await scene.admin.query(`UPDATE "Target" SET "settings" = $1, "version" = "version" + 1 WHERE "kind" = 'http'`, [
    settings,
  ]);
  const entitlementIds = [scene.read as EntitlementId];
  const wish = { durationSeconds: 600, justification: "reading the failed payments", entitlementIds };
  const asked = await submitRequest(core, await as("tomas"), wish);
  if (!asked.ok) throw new Error(asked.error);
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  if (grant?.status !== "active") throw new Error("not active");
  ({ id: grantId, targetId } = grant);
});

const scan = async () => {
  await scene.admin.query(
    `UPDATE "TargetScan" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE "targetId" = $1`,
    [targetId],
  );
  await scanTargets(core, ticker);
  return (await core.standing.scans()).find((each) => each.targetId === targetId);
};

/** What is only slow, or comes twice, is an answer all the same. */
const answered: readonly string[] = ["slow", "duplicate"];
const sampled = faults.filter((_, at) => isFull || at % 3 === 0);

describe("a target that lists who has access", () => {
  it.each(sampled)("with %s makes nobody's access end and nobody's appear", async (fault) => {
    await scan();
    line.suffer("holders", fault, 1);
    const before = line.suffered();
    const seen = await scan();
    if (answered.includes(fault)) expect(seen).toMatchObject({ holders: 1, error: null });
    else expect(seen?.error).toEqual(expect.any(String));
    expect(line.suffered()).toBe(before + 1);
    expect(await core.grants.find(grantId)).toMatchObject({ status: "active" });
    expect(await core.standing.openOf(targetId)).toEqual([]);
    expect(await scan()).toMatchObject({ holders: 1, error: null });
  });
});

describe("a target that says what can be requested", () => {
  it.each(sampled)("with %s is taken at its whole word or not at all", async (fault) => {
    line.suffer("discover", fault, 1);
    const before = line.suffered();
    const found = await discoverTarget(core, await as("priya"), { targetId });
    if (answered.includes(fault)) expect(found).toMatchObject({ ok: true, value: [{ resource: "orders" }] });
    else expect(found).toEqual({ ok: false, error: "target_unreachable" });
    expect(line.suffered()).toBe(before + 1);
    expect(await discoverTarget(core, await as("priya"), { targetId })).toMatchObject({ ok: true });
  });
});

describe("a target that tells who logged in", () => {
  const follow = async () => {
    await scene.admin.query(`UPDATE "TargetWatch" SET "lookedAt" = clock_timestamp() - interval '31 seconds'`);
    await followUse(core, ticker);
    await watchOver(core, ticker);
    const alarms = await core.alarms.open();
    return alarms.filter(({ kind }) => kind === "ended-account-tried");
  };

  it("has those counted as use who were let in, and alarms nobody of a slip of the hand", async () => {
    expect(await follow()).toEqual([]);
    const { account } = (await core.holdings.find((await core.grants.find(grantId))!.holdingId))!;
    scene.endpoint.logIn(account, "let-in");
    scene.endpoint.logIn(account, "refused");
    expect(await follow()).toEqual([]);
    const seen = await readGrantSessions(core, await as("tomas"), { grantId });
    expect(seen).toMatchObject({ value: { state: "told", lastSeenAt: expect.any(Date) as unknown, tried: null } });
  });

  it("alarms once of whoever tries an account after its end, each attempt counted once, whatever befalls the telling", async () => {
    const { holdingId, holderId } = (await core.grants.find(grantId))!;
    const { account } = (await core.holdings.find(holdingId))!;
    await returnGrant(core, await as("tomas"), { grantId });
    await reconcileDue(core, ticker);
    await scene.admin.query(`UPDATE "Grant" SET "endingAt" = "endingAt" - interval '1 minute' WHERE "id" = $1`, [
      grantId,
    ]);
    for (const fault of sampled) {
      const before = line.suffered();
      line.suffer("sign-ins", fault, 1);
      scene.endpoint.logIn(account, "refused");
      await follow();
      expect(line.suffered()).toBe(before + 1);
    }
    const tried = { targetId, personId: holderId, count: sampled.length };
    expect(await follow()).toMatchObject([tried]);
    // On a slow machine others are raised meanwhile: nobody drives what else is due here.
    const { items } = await core.audit.page({ kind: "alarmRaised" }, { limit: 50 });
    expect(items.filter(({ data }) => data["alarm"] === "ended-account-tried")).toHaveLength(1);
  });
});
