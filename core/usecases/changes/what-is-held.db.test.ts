import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { ProposedChange } from "#core/domain/change/change-input.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { EntitlementId } from "#core/domain/ids.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany, testPolicy } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { redecideGrants } from "#core/usecases/redecide-grants.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

const { core, other, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;
let place: Awaited<ReturnType<typeof addDirectory>>;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
});

beforeEach(async () => {
  place = await addDirectory(core, { name: `directory ${++added}` });
});

const asked = async (entitlementIds: readonly EntitlementId[], startsAt?: Date) => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [...entitlementIds] };
  const made = await submitRequest(other, await company.as("tomas"), { ...wish, startsAt });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};
const granted = async (startsAt?: Date): Promise<Grant> => {
  const id = await asked([place.read], startsAt);
  await reconcileDue(core, ticker);
  return (await core.grants.ofRequests([id]))[0]!;
};
const now = async (id: Grant["id"]) => core.grants.find(id);
const tomorrow = async () => new Date((await core.clock.now()).getTime() + 86_400_000);

const propose = async (change: ProposedChange) =>
  proposeChange(core, await company.as("priya"), { summary: "for a test", change });
const apply = async (change: ProposedChange) => {
  const proposed = await propose(change);
  return proposed.ok ? decideConfirmed(core, mei, { changeId: proposed.value.id, decision: "approve" }) : proposed;
};
const done = { ok: true, value: null };
const refusedAs = (error: string) => ({ ok: false, error });
const arrive = ({ id }: Grant) =>
  sql(
    `WITH g AS (UPDATE "Grant" SET "scheduledFor" = clock_timestamp() - interval '1 s', "version" = "version" + 1
       WHERE id = $1 RETURNING "holdingId")
     UPDATE "Holding" h SET "dueAt" = clock_timestamp() - interval '1 ms', "version" = h."version" + 1 FROM g WHERE h.id = g."holdingId"`,
    [id],
  );

describe("what an entitlement means", () => {
  const meaning = (mapping: Record<string, unknown>, sensitive = false) =>
    ({ kind: "mapping", entitlementId: place.read, mapping, sensitive }) as const;

  it("does not change while somebody holds it, whose access could then not be taken away", async () => {
    const grant = await granted();
    expect(await apply(meaning({ group: "another" }))).toEqual(refusedAs("still_held"));
    expect(await apply(meaning({}, true))).toEqual(done);
    directory.setDown(true);
    await returnGrant(core, await company.as("tomas"), { grantId: grant.id });
    expect(await apply(meaning({ group: "another" }))).toEqual(refusedAs("still_held"));
    directory.setDown(false);
    await reconcileDue(core, ticker);
    expect((await now(grant.id))?.status).toBe("ended");
    expect(await apply(meaning({ group: "another" }))).toEqual(done);
  });

  it("is its own where people have accounts of their own, in whatever way it is written", async () => {
    directory.kind.accessKey = (mapping) => String(mapping["group"]).toLowerCase();
    try {
      expect(await apply(meaning({ group: "Wiki" }))).toEqual(done);
      const entitlement: ProposedChange = {
        ...{ kind: "entitlement", target: `directory ${added}`, resource: "wiki", resourceDescription: "d", tags: {} },
        ...{ action: "write", name: "write the wiki", description: "d", sensitive: false },
        mapping: { group: "wiki" },
      };
      expect(await propose(entitlement)).toEqual(refusedAs("mapping_taken"));
      expect(await propose({ ...meaning({ group: "WIKI" }), entitlementId: place.audit })).toEqual(
        refusedAs("mapping_taken"),
      );
      expect(await propose({ ...entitlement, mapping: { group: "blog" } })).toMatchObject({ ok: true });
    } finally {
      delete directory.kind.accessKey;
    }
  });
});

describe("what is granted in the very moment in which", () => {
  /** Does the one thing just before the commit of another. */
  const before = (write: string, act: () => Promise<unknown>) => {
    let acted = false;
    return {
      ...core,
      store: {
        ...core.store,
        commit: async (...[by, steps]: Parameters<typeof core.store.commit>) => {
          const writes = steps.flatMap((step) => step.writes.map(({ table }) => table as string));
          if (!acted && writes.includes(write)) {
            acted = true;
            await act();
          }
          return core.store.commit(by, steps);
        },
      },
    };
  };
  const approvedWith = async (through: typeof core, change: ProposedChange) => {
    const proposed = await propose(change);
    if (!proposed.ok) throw new Error(proposed.error);
    return decideConfirmed(through, mei, { changeId: proposed.value.id, decision: "approve" });
  };
  const grantOf = async (id: Awaited<ReturnType<typeof asked>>) => (await core.grants.ofRequests([id]))[0];

  it.each(["now", "tomorrow"])("an entitlement is retired ends with the rest (%s)", async (when) => {
    const startsAt = when === "now" ? undefined : await tomorrow();
    let id: Awaited<ReturnType<typeof asked>> | undefined;
    const racing = before("Entitlement", async () => (id = await asked([place.read], startsAt)));
    expect(await approvedWith(racing, { kind: "retirement", subjectId: place.read })).toEqual(done);
    expect((await grantOf(id!))?.status).toBe(when === "now" ? "ending" : "ended");
  });

  it("its holder is mapped to another login ends with the rest", async () => {
    const { targetId } = place;
    const { id: grantId } = await granted();
    await returnGrant(core, await company.as("tomas"), { grantId });
    await reconcileDue(core, ticker);
    let id: Awaited<ReturnType<typeof asked>> | undefined;
    const racing = before("Account", async () => (id = await asked([place.read])));
    const { id: personId } = company.people.tomas;
    expect(await approvedWith(racing, { kind: "account", targetId, personId, account: "tomas-2" })).toEqual(done);
    expect((await grantOf(id!))?.status).toBe("ending");
  });
});

describe("of a request for several entitlements", () => {
  it("what is live ends under a policy that denies it, although another part is no longer offered", async () => {
    const everything = testPolicy.replace("what: { actions: [read] }\n    when", "when");
    expect(await apply({ kind: "policy", document: everything })).toEqual(done);
    const id = await asked([place.read, place.audit]);
    await reconcileDue(core, ticker);
    expect(await apply({ kind: "retirement", subjectId: place.audit })).toEqual(done);
    const statuses = async () =>
      (await core.grants.ofRequests([id])).map(({ entitlementId, status }) => [entitlementId === place.read, status]);
    expect((await statuses()).sort()).toEqual([
      [false, "ending"],
      [true, "active"],
    ]);
    const denying = everything.replace("[contractors]", "[contractors, engineering]");
    expect(await apply({ kind: "policy", document: denying })).toEqual(done);
    expect((await statuses()).sort()).toEqual([
      [false, "ending"],
      [true, "ending"],
    ]);
    expect(await apply({ kind: "policy", document: testPolicy })).toEqual(done);
    await redecideGrants(core);
  });
});

describe("a login that changes hands", () => {
  const directorySays = (account: string) =>
    sql(
      `WITH e AS (UPDATE "FactEpoch" SET "version" = "version" + 1 WHERE id = 'directory')
       UPDATE "Person" SET "attributes" = $2, "version" = "version" + 1 WHERE id = $1`,
      [company.people.tomas.id, { [`account:directory ${added}`]: account }],
    );

  it("is given nothing that was approved for whoever had it before", async () => {
    const grant = await granted(await tomorrow());
    await directorySays("tomas-now");
    await arrive(grant);
    directory.calls.length = 0;
    await reconcileDue(core, ticker);
    expect(await now(grant.id)).toMatchObject({ status: "ended", endReason: "ineligible" });
    expect(directory.calls.filter(([call]) => call === "apply")).toEqual([]);
  });

  it("keeps its start where it is still its holder's", async () => {
    const grant = await granted(await tomorrow());
    await arrive(grant);
    await reconcileDue(core, ticker);
    expect((await now(grant.id))?.status).toBe("active");
  });

  it("loses what its former owner was given, once they are given anything through another", async () => {
    const [held, planned] = [await granted(), await granted(await tomorrow())];
    await directorySays("tomas-now");
    const next = await granted();
    expect(next.holdingId).not.toBe(held.holdingId);
    expect(await now(held.id)).toMatchObject({ status: "ended", endReason: "revoked" });
    expect(await now(planned.id)).toMatchObject({ status: "ended", endReason: "ineligible" });
  });
});
