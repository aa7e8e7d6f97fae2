import pg from "pg";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { returnGrant } from "#core/usecases/return-grant.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";

/*
 * What is held is taken away where the entitlement's mapping says. So a mapping does not change while somebody holds it, whichever
 * of the two, the change or the approval, is committed first.
 */
const { core, other, directory, database, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
const [before, after] = [{}, { group: "another" }];
const given: unknown[] = [];
let company: Company;
let mei: Confirmer;
let place: Awaited<ReturnType<typeof addDirectory>>;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  directory.onCall = (call, { entitlement }) => {
    if (call === "apply" || call === "remove") given.push(entitlement.mapping);
    return Promise.resolve();
  };
});

beforeEach(async () => {
  place = await addDirectory(core, { name: `directory ${++added}` });
  given.length = 0;
});

type Through = typeof core;
const approved = async (through: Through): Promise<Grant["requestId"]> => {
  const wish = { durationSeconds: 600, justification: "reading the directory", entitlementIds: [place.read] };
  const made = await submitRequest(through, await company.as("tomas"), wish);
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};
const proposed = async () => {
  const change = { kind: "mapping", entitlementId: place.read, mapping: after, sensitive: false } as const;
  const made = await proposeChange(core, await company.as("priya"), { summary: "for a test", change });
  if (!made.ok) throw new Error(made.error);
  return made.value.id;
};
const change = (through: Through, changeId: Awaited<ReturnType<typeof proposed>>) =>
  decideConfirmed(through, mei, { changeId, decision: "approve" });

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

/** Whatever came first, the access was made and taken away at one place, and that is where the entitlement says when it ended. */
const endsWhereItWasGiven = async (id: Grant["requestId"], mapping: unknown): Promise<void> => {
  await reconcileDue(core, ticker);
  const [grant] = await core.grants.ofRequests([id]);
  expect(grant?.status).toBe("active");
  await returnGrant(core, await company.as("tomas"), { grantId: grant!.id });
  await reconcileDue(core, ticker);
  expect((await core.grants.find(grant!.id))?.status).toBe("ended");
  expect(new Set(given.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(mapping)]));
};

it("an approval that is written first is seen: the mapping stays", async () => {
  let id: Grant["requestId"] | undefined;
  const changeId = await proposed();
  const racing = justBefore(core, "Entitlement", async () => {
    id = await approved(other);
    await reconcileDue(other, ticker);
  });
  expect(await change(racing, changeId)).toEqual({ ok: false, error: "still_held" });
  await endsWhereItWasGiven(id!, before);
});

it("a mapping that is written first is what the approval gives", async () => {
  const changeId = await proposed();
  let changed: unknown;
  const racing = justBefore(other, "Grant", async () => (changed = await change(core, changeId)));
  const id = await approved(racing);
  expect(changed).toEqual({ ok: true, value: null });
  await endsWhereItWasGiven(id, after);
});

it.each(["approval", "mapping"])(
  "both wait, the %s first: one of the two outcomes, and never half of each",
  async (first) => {
    const gate = new pg.Client({ connectionString: database.adminUrl });
    await gate.connect();
    const changeId = await proposed();
    await gate.query("BEGIN");
    await gate.query(`SELECT FROM "FactEpoch" FOR UPDATE`);
    const waiting = (count: number) =>
      vi.waitFor(
        async () => {
          const [row] = await sql(`SELECT count(DISTINCT pid)::int AS count FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`);
          expect(row?.["count"]).toBeGreaterThanOrEqual(count);
        },
        { timeout: 20_000, interval: 20 },
      );
    const begin = [() => approved(other), () => change(core, changeId)];
    const [one, two] = first === "approval" ? begin : begin.toReversed();
    const earlier = one!();
    await waiting(1);
    const later = two!();
    await waiting(2);
    await gate.query("COMMIT");
    await gate.end();
    const [id, changed] = (await Promise.all(first === "approval" ? [earlier, later] : [later, earlier])) as [
      Grant["requestId"],
      Awaited<ReturnType<typeof change>>,
    ];
    if (!changed.ok) expect(changed.error).toBe("still_held");
    await endsWhereItWasGiven(id, changed.ok ? after : before);
  },
);
