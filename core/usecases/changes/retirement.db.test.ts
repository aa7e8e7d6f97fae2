import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany, type Name } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { watchOver } from "#core/usecases/alarms/watch-over.ts";
import { scanTargets } from "#core/usecases/drift/scan-targets.ts";
import { settleDue } from "#core/usecases/settle-due.ts";
import { readTarget } from "#core/usecases/targets/read-target.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
});

const aDirectory = async () => {
  directory.accounts.clear();
  return addDirectory(core, { name: `directory ${++added}` });
};

const ask = async (entitlementId: EntitlementId, name: Name = "tomas", more = {}) =>
  submitRequest(core, await company.as(name), {
    ...{ durationSeconds: 600, justification: "reading the directory", entitlementIds: [entitlementId], ...more },
  });

const work = async (): Promise<void> => {
  await reconcileDue(core, ticker);
  await settleDue(core, ticker);
};
const granted = async (entitlementId: EntitlementId, more = {}) => {
  const asked = await ask(entitlementId, "tomas", more);
  if (!asked.ok) throw new Error(asked.error);
  await work();
  const [grant] = await core.grants.ofRequests([asked.value.id]);
  return grant!;
};

const changed = async (change: ProposedChange) => {
  const proposed = await proposeChange(core, await company.as("priya"), { summary: "for a test", change });
  if (!proposed.ok) return proposed;
  const input = { changeId: proposed.value.id, decision: "approve" } as const;
  const caller = { ...mei.caller, person: (await company.as("mei")).person };
  const refused = await decideChange(core, caller, input);
  return !refused.ok && refused.error === "step_up_required"
    ? decideConfirmed(core, { ...mei, caller }, input)
    : refused;
};

const done = { ok: true, value: null };
const containing = (parts: object) => expect.objectContaining(parts) as unknown;

describe("whatever is deleted first ends what it granted (OpenBao GHSA-vv66-6rp4-wr4f)", () => {
  it.each(["target", "resource", "entitlement"] as const)(
    "a %s is retired only when the target has confirmed the last grant of it",
    async (of) => {
      const { targetId, read } = await aDirectory();
      const grant = await granted(read);
      const [item] = await core.catalogue.ofIds([read]);
      const shown = await readTarget(core, await company.as("priya"), { targetId });
      const held = { id: read, openGrants: 1, holders: [company.people.tomas.name] };
      expect(shown).toMatchObject({
        ok: true,
        value: { items: expect.arrayContaining([held].map(containing)) as unknown },
      });
      const subjectId = { target: targetId, resource: item!.resource.id, entitlement: read }[of];
      directory.setDown(true);
      expect(await changed({ kind: "retirement", subjectId })).toEqual(done);
      await work();
      expect((await core.catalogue.retirable(subjectId))?.row.retiredAt).toBeNull();
      expect(directory.accounts.size).toBe(1);
      expect(await ask(read)).toEqual({ ok: false, error: "unknown_entitlement" });
      directory.setDown(false);
      await sql(
        `UPDATE "Holding" SET "unsettledAt" = NULL, "dueAt" = clock_timestamp() - interval '1 millisecond' WHERE id = $1`,
        [grant.holdingId],
      );
      await work();
      expect(directory.accounts.size).toBe(0);
      expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "revoked" });
      expect((await core.catalogue.retirable(subjectId))?.row.retiredAt).toBeInstanceOf(Date);
    },
  );

  it("what was scheduled of it never starts", async () => {
    const { targetId, read } = await aDirectory();
    const startsAt = new Date((await core.clock.now()).getTime() + 3_600_000);
    const grant = await granted(read, { startsAt });
    expect(await changed({ kind: "retirement", subjectId: targetId })).toEqual(done);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "ineligible" });
  });

  it("a target that never answers again is retired without proof only by two administrators, and its grants say so", async () => {
    const { targetId, read } = await aDirectory();
    const grant = await granted(read);
    expect(await changed({ kind: "unverified", targetId })).toEqual({ ok: false, error: "not_retiring" });
    directory.setDown(true);
    expect(await changed({ kind: "retirement", subjectId: targetId })).toEqual(done);
    await work();
    expect(await changed({ kind: "unverified", targetId })).toEqual({ ok: false, error: "not_allowed" });
    await sql(`UPDATE "Person" SET "roles" = '{reviewer,administrator}' WHERE id = $1`, [company.people.mei.id]);
    expect(await changed({ kind: "unverified", targetId })).toEqual(done);
    expect(await core.grants.find(grant.id)).toMatchObject({ status: "ended", endReason: "unverified" });
    expect((await core.catalogue.findTarget(targetId))?.retiredAt).toBeInstanceOf(Date);
    directory.setDown(false);
  });

  it.each(["answers", "never answers again"])(
    "what stood without a grant at a target that %s is no longer looked for once that is retired, and alarms nobody for ever",
    async (how) => {
      const { targetId, read } = await aDirectory();
      const grant = await granted(read);
      const nobodys = { holdingId: grant.holdingId, until: new Date(0), secret: null };
      directory.accounts.set("old-admin has read", nobodys);
      await core.standing.scanAllSoon();
      await scanTargets(core, ticker);
      await watchOver(core, ticker);
      const alarmed = async () => (await core.alarms.open()).filter((alarm) => alarm.targetId === targetId);
      expect((await alarmed()).map(({ kind }) => kind)).toEqual(["standing-access"]);
      directory.setDown(how !== "answers");
      expect(await changed({ kind: "retirement", subjectId: targetId })).toEqual(done);
      await work();
      if (how !== "answers") expect(await changed({ kind: "unverified", targetId })).toEqual(done);
      directory.setDown(false);
      expect((await core.catalogue.findTarget(targetId))?.retiredAt).not.toBeNull();
      await watchOver(core, ticker);
      expect(await alarmed()).toEqual([]);
      const said = await sql(
        `SELECT "kind" FROM "AuditEvent" WHERE "targetId" = $1 AND "kind" LIKE 'drift%' ORDER BY "id"`,
        [targetId],
      );
      expect(said.map(({ kind }) => kind)).toEqual(["driftFound", "driftDropped"]);
    },
  );
});

describe("whose login is whose", () => {
  it("is reviewed, decides where access goes, and ends what went through another login", async () => {
    const { targetId, read } = await aDirectory();
    const before = await granted(read);
    const { tomas, ines } = company.people;
    const mapped = { kind: "account", targetId, personId: tomas.id, account: "tomas.adm" } as const;
    expect(await changed(mapped)).toEqual(done);
    await work();
    expect(await core.grants.find(before.id)).toMatchObject({ status: "ended", endReason: "revoked" });
    const after = await granted(read);
    expect((await core.holdings.find(after.holdingId))?.account).toBe("tomas.adm");
    expect([...directory.accounts.keys()]).toEqual(["tomas.adm has read"]);
    expect(await changed({ ...mapped, personId: ines.id })).toEqual({ ok: false, error: "account_taken" });
  });

  it("cannot be approved by the person it is about, nor said of targets that make their own logins", async () => {
    const { targetId } = await aDirectory();
    const { mei } = company.people;
    const own = { kind: "account", targetId, personId: mei.id, account: "root" } as const;
    expect(await changed(own)).toEqual({ ok: false, error: "own_change" });
    const memory = (await core.catalogue.targets()).find(({ kind }) => kind === "memory");
    expect(await changed({ ...own, targetId: memory!.id })).toEqual({ ok: false, error: "unknown_target" });
  });
});
