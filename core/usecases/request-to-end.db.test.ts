import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { GrantId, RequestId } from "#core/domain/ids.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { readGrant } from "#core/usecases/read-grant.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { revealCredential } from "#core/usecases/reveal-credential.ts";
import { revokeGrant } from "#core/usecases/revoke-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, target, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;

beforeAll(async () => {
  company = await createCompany(core);
});

const wish = { durationSeconds: 600, justification: "reading the failed payments" };

const ask = async (name: Name, action: "read" | "write", more = {}) => {
  const input = { ...wish, entitlementIds: [company[action]], ...more };
  const submitted = await submitRequest(core, await company.as(name), input);
  if (!submitted.ok) throw new Error(submitted.error);
  return submitted.value;
};

const vote = async (name: Name, request: { id: RequestId; digest: string }, more = {}) =>
  voteOnRequest(core, await company.as(name), {
    requestId: request.id,
    vote: "approve",
    digest: request.digest,
    ...more,
  });

const grantOf = async (request: { id: RequestId }) => {
  const [grant] = await core.grants.ofRequests([request.id]);
  if (!grant) throw new Error("no grant");
  return grant;
};

/** Time passes: the row's deadline is moved into the past, as the database sees it. */
const expire = (id: GrantId) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "expiresAt" = clock_timestamp() - interval '1 ms', "version" = "version" + 1
       WHERE id = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 millisecond', "version" = "version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [id],
  );

const active = async (name: Name = "tomas") => {
  const request = await ask(name, "read");
  await reconcileDue(core, ticker);
  return { request, grant: await grantOf(request) };
};

describe("asking", () => {
  it("a short read on call is granted at once, made at the target, and read back before it is active", async () => {
    const { request, grant } = await active();
    expect(request).toMatchObject({ status: "approved", decision: { outcome: "auto-approve" } });
    expect(grant).toMatchObject({ status: "active", durationSeconds: 600 });
    const holding = await core.holdings.find(grant.holdingId);
    expect(target.accounts.get(holding!.account)?.until).toEqual(grant.expiresAt);
    expect(grant.expiresAt!.getTime() - grant.readyAt!.getTime()).toBe(600_000);
  });

  it("the obligation is in the record before the target is first called", async () => {
    const seen: unknown[] = [];
    target.onCall = async (call, { holdingId }) => {
      if (call === "apply")
        seen.push(...(await sql(`SELECT "status", "removeBy" FROM "Grant" WHERE "holdingId" = $1`, [holdingId])));
    };
    await active();
    target.onCall = null;
    expect(seen[0]).toMatchObject({ status: "activating" });
    expect((seen[0] as { removeBy: unknown }).removeBy).toBeInstanceOf(Date);
  });

  it("a contractor is denied, with the reason, and nothing is granted", async () => {
    const request = await ask("carl", "read");
    expect(request).toMatchObject({ status: "denied", decision: { outcome: "deny" }, grants: [] });
    expect(request.decision.items[0]?.reasons[0]).toMatchObject({ code: "denied_by_rule" });
  });

  it("a read of somebody not on call waits for one owner", async () => {
    const request = await ask("ines", "read");
    expect(request.status).toBe("pending");
    expect(request.decision.stages[0]?.approvers.map(({ name }) => name).sort()).toEqual(["ana", "ben"]);
    expect(await vote("ben", request)).toMatchObject({ ok: true, value: { status: "approved" } });
    expect((await grantOf(request)).status).toBe("activating");
  });

  it("an owner who asks is no approver of the own request", async () => {
    const request = await ask("ana", "read");
    expect(request.decision.stages[0]?.approvers.map(({ name }) => name)).toEqual(["ben"]);
    expect(await vote("ana", request)).toEqual({ ok: false, error: "own_request" });
  });

  it("a write needs the owner and security, and is nothing until both have approved", async () => {
    const request = await ask("ines", "write");
    expect(await vote("ana", request)).toMatchObject({ ok: true, value: { status: "pending", grants: [] } });
    expect(await core.grants.ofRequests([request.id])).toEqual([]);
    expect(await vote("mei", request)).toMatchObject({ ok: true, value: { status: "approved" } });
    expect(await core.grants.ofRequests([request.id])).toHaveLength(1);
  });

  it("two entitlements are one request, decided whole by the stricter", async () => {
    const request = await ask("tomas", "read", { entitlementIds: [company.read, company.write] });
    expect(request).toMatchObject({ status: "pending", decision: { outcome: "needs-approval" } });
    await vote("ana", request);
    await vote("mei", request);
    expect(await core.grants.ofRequests([request.id])).toHaveLength(2);
  });
});

describe("voting", () => {
  it("by somebody who is not asked finds no request", async () => {
    const request = await ask("ines", "read");
    expect(await vote("tomas", request)).toEqual({ ok: false, error: "not_found" });
    expect(await vote("priya", request)).toEqual({ ok: false, error: "not_found" });
  });

  it("two approvers in the same moment make one grant", async () => {
    for (let round = 0; round < 20; round++) {
      const request = await ask("ines", "read");
      const ballot = { requestId: request.id, vote: "approve", digest: request.digest } as const;
      const [ana, ben] = [await company.as("ana"), await company.as("ben")];
      const results = await Promise.all([voteOnRequest(core, ana, ballot), voteOnRequest(other, ben, ballot)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await core.grants.ofRequests([request.id])).toHaveLength(1);
    }
  });

  it("approve and cancel in the same moment leave exactly one of them", async () => {
    for (let round = 0; round < 20; round++) {
      const request = await ask("ines", "read");
      const [ana, ines] = [await company.as("ana"), await company.as("ines")];
      const ballot = { requestId: request.id, vote: "approve", digest: request.digest } as const;
      const [approved, cancelled] = await Promise.all([
        voteOnRequest(core, ana, ballot),
        cancelRequest(other, ines, { requestId: request.id }),
      ]);
      expect([approved.ok, cancelled.ok].filter(Boolean)).toHaveLength(1);
      expect(await core.grants.ofRequests([request.id])).toHaveLength(approved.ok ? 1 : 0);
    }
  });

  it("after the lapse is refused, though no worker has recorded the lapse", async () => {
    const request = await ask("ines", "read");
    await sql(`UPDATE "Request" SET "lapsesAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      request.id,
    ]);
    expect(await vote("ana", request)).toEqual({ ok: false, error: "lapsed" });
    const view = await readRequest(core, await company.as("ines"), { requestId: request.id });
    expect(view).toMatchObject({ ok: true, value: { status: "lapsed" } });
  });
});

describe("ending", () => {
  it("at the deadline access is taken away, read back as gone, and only then ended", async () => {
    const { grant } = await active();
    await expire(grant.id);
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "expired" });
    expect((await core.holdings.find(grant.holdingId))?.state).toBe("absent");
    expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
  });

  it("a removal whose answer was lost, or that failed, is tried until the target confirms", async () => {
    for (const fault of ["error-before", "error-after-effect"] as const) {
      const { grant } = await active();
      await expire(grant.id);
      target.failNext("remove", fault);
      await reconcileDue(core, ticker);
      expect((await core.grants.find(grant.id))?.status).toBe("ending");
      expect((await core.holdings.find(grant.holdingId))?.lastError).toBeTruthy();
      await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
        grant.holdingId,
      ]);
      await reconcileDue(core, ticker);
      expect((await core.grants.find(grant.id))?.status).toBe("ended");
      expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
    }
  });

  it("access that was made though its answer was lost is found, and ends as any other", async () => {
    target.failNext("apply", "error-after-effect");
    const { grant } = await active();
    expect(grant.status).toBe("activating");
    const returned = await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
    expect(returned).toMatchObject({ ok: true, value: { status: "ending" } });
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "returned" });
    expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
  });

  it("a target that never makes the access ready ends the grant as never activated", async () => {
    target.setDown(true);
    const { grant } = await active();
    await sql(`UPDATE "Grant" SET "activateBy" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      grant.id,
    ]);
    await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      grant.holdingId,
    ]);
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ending", endReason: "never-activated" });
    target.setDown(false);
    await sql(`UPDATE "Holding" SET "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`, [
      grant.holdingId,
    ]);
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant.id))?.status).toBe("ended");
  });

  it("access that somebody removed at the target is not put back", async () => {
    const { grant } = await active();
    target.accounts.delete(`lapse_${grant.holdingId}`);
    await sql(
      `UPDATE "Holding" SET "until" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
      [grant.holdingId],
    );
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "removed-by-hand" });
    expect(target.accounts.has(`lapse_${grant.holdingId}`)).toBe(false);
  });

  it("returning and expiring in the same moment end it once", async () => {
    const { grant } = await active();
    const tomas = await company.as("tomas");
    await expire(grant.id);
    await Promise.all([
      returnGrant(core, tomas, { grantId: grant.id }),
      reconcileDue(other, ticker),
      reconcileDue(core, ticker),
    ]);
    await reconcileDue(core, ticker);
    const events = await sql(
      `SELECT kind FROM "AuditEvent" WHERE "grantId" = $1 AND kind IN ('grantEnding', 'grantEnded')`,
      [grant.id],
    );
    expect(events.map(({ kind }) => kind).sort()).toEqual(["grantEnded", "grantEnding"]);
  });

  it("only owner, approver and administrator revoke; the holder and strangers do not", async () => {
    const { grant } = await active();
    const input = { grantId: grant.id, reason: "not needed any more" };
    expect(await revokeGrant(core, await company.as("carl"), input)).toEqual({ ok: false, error: "not_found" });
    expect(await revokeGrant(core, await company.as("tomas"), input)).toEqual({ ok: false, error: "not_allowed" });
    expect(await revokeGrant(core, await company.as("jonas"), input)).toEqual({ ok: false, error: "not_allowed" });
    expect(await revokeGrant(core, await company.as("ben"), input)).toMatchObject({
      ok: true,
      value: { status: "ending" },
    });
    expect(await revokeGrant(core, await company.as("priya"), input)).toEqual({ ok: false, error: "already_over" });
  });
});

describe("the credential", () => {
  it("goes to the holder alone, once, also when asked for twice at the same moment", async () => {
    const { grant } = await active();
    const input = { grantId: grant.id };
    expect(await revealCredential(core, await company.as("priya"), input)).toEqual({ ok: false, error: "not_allowed" });
    expect(await revealCredential(core, await company.as("carl"), input)).toEqual({ ok: false, error: "not_found" });
    const tomas = await company.as("tomas");
    const both = await Promise.all([revealCredential(core, tomas, input), revealCredential(other, tomas, input)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, error: "already_revealed" });
  });

  it("of a grant that ends before the target is asked is refused, and not a fault", async () => {
    const { grant } = await active();
    const tomas = await company.as("tomas");
    const find: typeof core.holdings.find = async (id) => {
      await returnGrant(core, tomas, { grantId: grant.id });
      await reconcileDue(core, ticker);
      return core.holdings.find(id);
    };
    const between = { ...core, holdings: { ...core.holdings, find } };
    const revealed = await revealCredential(between, tomas, { grantId: grant.id });
    expect(revealed).toEqual({ ok: false, error: "not_active" });
  });

  it("is stored nowhere in the portal's database", async () => {
    const { grant } = await active();
    const revealed = await revealCredential(core, await company.as("tomas"), { grantId: grant.id });
    const secret = revealed.ok ? revealed.value.password : "";
    expect(secret).not.toBe("");
    for (const table of ["Grant", "Holding", "Operation", "AuditEvent", "IdempotencyKey"])
      expect(JSON.stringify(await sql(`SELECT to_jsonb(t) FROM "${table}" t`))).not.toContain(secret);
  });
});

describe("a disabled person", () => {
  it("loses requests, access and sessions at once", async () => {
    const { grant } = await active("tomas");
    const pending = await ask("tomas", "write");
    const { priya, tomas } = company.people;
    const done = await disablePerson(core, await company.as("priya"), {
      personId: tomas.id,
      reason: "left the company",
    });
    expect(done).toEqual({ ok: true, value: null });
    expect((await core.grants.find(grant.id))?.endReason).toBe("person-disabled");
    expect((await core.requests.find(pending.id))?.status).toBe("cancelled");
    await reconcileDue(core, ticker);
    expect((await core.grants.openOf(tomas.id)).length).toBe(0);
    expect(priya.disabledAt).toBeNull();
    const denied = await submitRequest(core, await company.as("tomas"), { ...wish, entitlementIds: [company.read] });
    expect(denied).toEqual({ ok: false, error: "unknown_person" });
    expect(await readGrant(core, await company.as("priya"), { grantId: grant.id })).toMatchObject({ ok: true });
  });
});
