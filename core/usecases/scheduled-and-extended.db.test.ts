import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId } from "#core/domain/ids.ts";
import { type Company, createCompany, type Name, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { extendGrant } from "#core/usecases/extend-grant.ts";
import { readApproverContext } from "#core/usecases/read-approver-context.ts";
import { readGrant } from "#core/usecases/read-grant.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
});

const wish = { durationSeconds: 600, justification: "reading the failed payments" };

const ask = async (name: Name, more = {}) => {
  const input = { ...wish, entitlementIds: [company.read], ...more };
  const submitted = await submitRequest(core, await company.as(name), input);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value;
};

const grantOf = async (request: Awaited<ReturnType<typeof ask>>) => (await core.grants.ofRequests([request.id]))[0]!;

const tomorrow = async () => new Date((await core.clock.now()).getTime() + 86_400_000);

/** The named start has come: both instants of the row move into the past, as the database sees it. */
const arrive = (id: GrantId) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 second', "version" = "version" + 1
       WHERE id = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [id],
  );

const propose = async (document: string) => {
  const change = { summary: "another policy", change: { kind: "policy", document } } as const;
  const proposed = await proposeChange(core, await company.as("priya"), change);
  if (!proposed.ok) throw new Error(proposed.error);
  return proposed.value;
};

const enact = async (document: string) => {
  const { id: changeId } = await propose(document);
  return decideConfirmed(core, mei, { changeId, decision: "approve" });
};

describe("a scheduled grant", () => {
  it("waits for its start, and nothing is at the target before it", async () => {
    const grant = await grantOf(await ask("tomas", { startsAt: await tomorrow() }));
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("scheduled");
    expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
  });

  it("is told from the start that was asked for to the end that is fixed with it", async () => {
    const startsAt = await tomorrow();
    const asked = await ask("tomas", { startsAt });
    const grant = await grantOf(asked);
    const span = { startsAt, expiresAt: new Date(startsAt.getTime() + 600_000) };
    const tomas = await company.as("tomas");
    expect(await readGrant(core, tomas, { grantId: grant.id })).toMatchObject({ value: span });
    expect(await readRequest(core, tomas, { requestId: asked.id })).toMatchObject({ value: { grants: [span] } });
  });

  it("begins at its start and ends at the end that was fixed with it", async () => {
    const grant = await grantOf(await ask("tomas", { startsAt: await tomorrow() }));
    await arrive(grant.id);
    await reconcileDue(core, ticker);
    const started = await core.grants.find(grant.id);
    expect(started?.status).toBe("active");
    expect(started!.expiresAt!.getTime() - started!.scheduledFor!.getTime()).toBe(600_000);
  });

  it("whose holder lost eligibility meanwhile ends as ineligible, without touching the target", async () => {
    const grant = await grantOf(await ask("tomas", { startsAt: await tomorrow() }));
    await sql(`UPDATE "Person" SET "onCall" = false, "version" = "version" + 1 WHERE id = $1`, [
      company.people.tomas.id,
    ]);
    await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory'`);
    await arrive(grant.id);
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "ineligible" });
    expect(target.calls.some(([, account]) => account === `lapse_${grant.holdingId}`)).toBe(false);
    await sql(`UPDATE "Person" SET "onCall" = true, "version" = "version" + 1 WHERE id = $1`, [
      company.people.tomas.id,
    ]);
    await sql(`UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory'`);
  });

  it("that its holder gives up before the start is cancelled", async () => {
    const grant = await grantOf(await ask("tomas", { startsAt: await tomorrow() }));
    const given = await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
    expect(given).toMatchObject({ ok: true, value: { status: "ended", endReason: "cancelled" } });
  });

  it("cannot be asked for in the past", async () => {
    const startsAt = new Date((await core.clock.now()).getTime() - 1);
    const asked = await submitRequest(core, await company.as("tomas"), {
      ...wish,
      entitlementIds: [company.read],
      startsAt,
    });
    expect(asked).toEqual({ ok: false, error: "starts_in_past" });
  });
});

describe("an extension", () => {
  const active = async () => {
    const request = await ask("tomas");
    await reconcileDue(core, ticker);
    return grantOf(request);
  };
  const extend = (grantId: GrantId, durationSeconds: number, who = company.signedIn("tomas")) =>
    who.then((caller) => extendGrant(core, caller, { grantId, durationSeconds, justification: "still reading them" }));

  it("within the limit moves the deadline, in the portal and then at the target", async () => {
    const grant = await active();
    expect(await extend(grant.id, 300)).toMatchObject({
      ok: true,
      value: { status: "approved", extendsGrantId: grant.id },
    });
    await reconcileDue(core, ticker);
    const extended = await core.grants.find(grant.id);
    expect(extended!.expiresAt!.getTime() - grant.expiresAt!.getTime()).toBe(300_000);
    expect(target.accounts.get(`lapse_${grant.holdingId}`)?.until).toEqual(extended!.expiresAt);
    expect(await core.grants.ofRequests([grant.requestId])).toHaveLength(1);
  });

  it("is judged by the whole time, so it cannot step over the limit by small steps", async () => {
    const grant = await active();
    const asked = await extend(grant.id, 3600);
    expect(asked).toMatchObject({ ok: true, value: { status: "pending", durationSeconds: 3600 } });
    expect((await core.grants.find(grant.id))?.expiresAt).toEqual(grant.expiresAt);
  });

  it("that waits lapses with the grant it was to extend", async () => {
    const grant = await active();
    const asked = await extend(grant.id, 3600);
    if (!asked.ok) throw new Error(asked.error);
    expect(asked.value.lapsesAt).toEqual(grant.expiresAt);
  });

  it("is approved for the whole time that was shown: another one in between makes the vote stale", async () => {
    const grant = await active();
    const [asked, meanwhile] = [await extend(grant.id, 3600), await extend(grant.id, 300)];
    if (!asked.ok) throw new Error(asked.error);
    expect(meanwhile).toMatchObject({ ok: true, value: { status: "approved" } });
    const ana = await company.as("ana");
    const ballot = { requestId: asked.value.id, vote: "approve" } as const;
    expect(await voteOnRequest(core, ana, { ...ballot, digest: asked.value.digest })).toEqual({
      ok: false,
      error: "stale",
    });
    const context = await readApproverContext(core, ana, { requestId: asked.value.id });
    expect(context).toMatchObject({ ok: true, value: { extendedSeconds: 900, onCall: true } });
    const again = await readRequest(core, ana, { requestId: asked.value.id });
    const digest = again.ok ? again.value.digest : "";
    expect(await voteOnRequest(core, ana, { ...ballot, digest })).toMatchObject({
      ok: true,
      value: { status: "approved" },
    });
    expect((await core.grants.find(grant.id))?.durationSeconds).toBe(4500);
  });

  it("of a grant that is over is refused, also to an approver", async () => {
    const grant = await active();
    const asked = await extend(grant.id, 3600);
    if (!asked.ok) throw new Error(asked.error);
    await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
    const { id: requestId, digest } = asked.value;
    const vote = await voteOnRequest(core, await company.as("ana"), { requestId, digest, vote: "approve" });
    expect(vote).toEqual({ ok: false, error: "grant_over" });
    expect(await extend(grant.id, 60)).toEqual({ ok: false, error: "grant_over" });
  });

  it("needs a holder who proved lately, in this very session, who they are", async () => {
    const grant = await active();
    const stale = await company.signedIn("tomas");
    await sql(`UPDATE "Session" SET "verifiedAt" = clock_timestamp() - interval '301 seconds'`);
    await company.signedIn("tomas");
    const refused = { ok: false, error: "verification_needed" };
    expect(await extend(grant.id, 60, Promise.resolve(stale))).toEqual(refused);
    expect(await extend(grant.id, 60, company.as("tomas"))).toEqual(refused);
    expect(await extend(grant.id, 60)).toMatchObject({ ok: true });
  });
});

describe("a new policy", () => {
  it("takes effect only when somebody other than its author approves it", async () => {
    const proposed = await propose(`${testPolicy}# a comment\n`);
    const own = await decideChange(core, await company.as("priya"), { changeId: proposed.id, decision: "approve" });
    expect(own).toEqual({ ok: false, error: "not_allowed" });
    expect((await core.policies.basis()).policy.number).toBe(1);
    const done = await decideConfirmed(core, mei, { changeId: proposed.id, decision: "approve" });
    expect(done).toEqual({ ok: true, value: null });
    expect((await core.policies.basis()).policy.number).toBe(2);
    expect((await other.policies.basis()).policy.number).toBe(2);
  });

  it("that does not parse cannot be proposed", async () => {
    const change = { summary: "nonsense", change: { kind: "policy", document: "rules: 7" } } as const;
    expect(await proposeChange(core, await company.as("priya"), change)).toEqual({
      ok: false,
      error: "invalid_policy",
    });
  });

  it("makes votes for what was shown before stale, and keeps the request open under the new one", async () => {
    const request = await ask("ines");
    await enact(testPolicy.replace("maxDuration: 8h", "maxDuration: 7h"));
    const ballot = { requestId: request.id, vote: "approve", digest: request.digest } as const;
    expect(await voteOnRequest(core, await company.as("ana"), ballot)).toEqual({ ok: false, error: "stale" });
    const again = await readRequest(core, await company.as("ana"), { requestId: request.id });
    const digest = again.ok ? again.value.digest : "";
    expect(digest).not.toBe(request.digest);
    const voted = await voteOnRequest(core, await company.as("ana"), { ...ballot, digest });
    expect(voted).toMatchObject({ ok: true, value: { status: "approved" } });
  });

  it("that denies what is pending ends it", async () => {
    const request = await ask("ines");
    await enact(testPolicy.replace("groups: [contractors]", "groups: [contractors, engineering]"));
    expect((await core.requests.find(request.id))?.status).toBe("denied");
    await enact(testPolicy);
  });

  it("and a vote in the same moment leave no grant whose approval was not valid", async () => {
    for (let round = 0; round < 10; round++) {
      const request = await ask("ines");
      const denying = await propose(testPolicy.replace("[contractors]", "[contractors, engineering]"));
      const ana = await company.as("ana");
      const yes = { changeId: denying.id, decision: "approve" } as const;
      const stepUp = await mei.confirm({ purpose: "change", ...yes });
      const ballot = { requestId: request.id, vote: "approve", digest: request.digest } as const;
      const [, voted] = await Promise.all([
        decideChange(core, mei.caller, { ...yes, stepUp }),
        voteOnRequest(other, ana, ballot),
      ]);
      const grants = await core.grants.ofRequests([request.id]);
      expect(grants.length).toBe(voted.ok ? 1 : 0);
      const [approved] = await sql(
        `SELECT min(id) AS at FROM "AuditEvent" WHERE "requestId" = $1 AND kind = 'requestApproved'`,
        [request.id],
      );
      const [enacted] = await sql(`SELECT max(id) AS at FROM "AuditEvent" WHERE kind = 'policyActivated'`);
      if (voted.ok) expect(Number(approved!["at"])).toBeLessThan(Number(enacted!["at"]));
      await enact(testPolicy);
    }
  });
});
