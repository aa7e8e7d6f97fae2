import { beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#core/domain/audit/event.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import type { Person } from "#core/domain/directory/person.ts";
import { pseudonymOf } from "#core/domain/erasure/pseudonym.ts";
import type { EntitlementId, PersonId } from "#core/domain/ids.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { addDirectory } from "#core/testing/add-directory.ts";
import { type Company, createCompany } from "#core/testing/company.ts";
import { type Confirmer, createConfirmer, decideConfirmed } from "#core/testing/confirmer.ts";
import { giveUpTarget } from "#core/testing/give-up-target.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { readAuditEvent } from "#core/usecases/audit/read-audit-event.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { eraseDue } from "#core/usecases/erasure/erase-due.ts";
import { extendLog } from "#core/usecases/log/extend-log.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { enablePerson } from "#core/usecases/people/enable-person.ts";
import { reconcileDue } from "#core/usecases/reconcile/reconcile-due.ts";
import { openSession } from "#core/usecases/sign-in/open-session.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, other, directory, sql } = await openTestCore();
const ticker: Actor = { personId: null, via: "ticker", correlationId: "test" };
let company: Company;
let mei: Confirmer;
let read: EntitlementId;
let added = 0;

beforeAll(async () => {
  company = await createCompany(core);
  mei = await createConfirmer(core, await company.signedIn("mei"));
  ({ read } = await addDirectory(core, { name: "directory" }));
});

/** Somebody new in engineering, on call, with words of their own everywhere. */
const aPerson = async () => {
  const called = `zara${++added}`;
  const now = await core.clock.now();
  const groups = await core.people.groups();
  const engineering = groups.find(({ name }) => name === "engineering")!;
  const person: Person = {
    ...company.people.tomas,
    ...{ id: core.ids.newId("per"), version: 1, name: called, email: `${called}@people.test`, createdAt: now },
    attributes: { desk: `${called}s-desk` },
  };
  const epoch = (await core.policies.epochs()).find(({ id }) => id === "directory")!;
  await core.store.commit(ticker, [
    transition({
      writes: [
        insert("Person", person),
        update("Group", engineering, { personIds: [...engineering.personIds, person.id] }),
        update("FactEpoch", epoch, {}),
      ],
      events: [{ kind: "personAdded", personId: person.id, data: { name: called, email: person.email } }],
    }),
  ]);
  const browser = { address: "203.0.113.7", userAgent: `${called}s-browser`, correlationId: "test" };
  const { sessionId } = await openSession(core, person, { method: "password", providerSubject: null }, browser);
  return { called, person, caller: await callerOf(person.id), sessionId };
};

const callerOf = async (id: PersonId): Promise<Caller> => {
  const person = (await core.people.find(id))!;
  const actor: Actor = { personId: id, via: "api", correlationId: "test" };
  return { person, session: null, scopes: null, address: "203.0.113.7", actor };
};

const asking = (entitlementId: EntitlementId, called: string) => ({
  ...{ durationSeconds: 600, justification: `${called} looks into it`, ticket: `${called}-1` },
  entitlementIds: [entitlementId],
});

const proposed = async (personId: PersonId) => {
  const change = { kind: "erasure", personId, because: "own-wish" } as const;
  const done = await proposeChange(core, await company.as("priya"), { summary: `Erase ${personId}`, change });
  if (!done.ok) throw new Error(done.error);
  return { changeId: done.value.id, decision: "approve" } as const;
};
const approved = async (personId: PersonId) => {
  const input = await proposed(personId);
  return decideConfirmed(core, { ...mei, caller: { ...mei.caller, person: (await company.as("mei")).person } }, input);
};
/** The log reads on until nobody who wrote before is still writing. */
const logged = async () => {
  for (let round = 0; round < 4; round++) await extendLog(core);
};
const erasedBy = async (by: Core = core) => {
  await eraseDue(by, ticker);
  await logged();
  return eraseDue(by, ticker);
};
const statusOf = async ({ id }: Person) => (await core.erasures.ofPeople([id]))[0]?.status;

/** Every row of every table that says this anywhere, as its table's name. */
const tablesSaying = async (words: string): Promise<string[]> => {
  const tables = await sql(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await sql(`SELECT count(*)::int AS n FROM "${String(name)}" x WHERE x::text ILIKE $1`, [
      `%${words}%`,
    ]);
    if (row!["n"] !== 0) found.push(String(name));
  }
  return found.sort();
};

/** Every step in the full suite, some of them else. */
const raceRounds = isFull ? 20 : 2;
const stride = isFull ? 1 : 7;

const done = { ok: true, value: null };

describe("somebody whose data is erased", () => {
  it("is out at once, then nobody: no table says who they were, and the log proves what it proved", async () => {
    const { called, person, caller } = await aPerson();
    const held = await submitRequest(core, caller, asking(read, called));
    const voted = await submitRequest(core, await company.as("ines"), { ...asking(company.read, "ines") });
    if (!held.ok || !voted.ok) throw new Error("not submitted");
    await reconcileDue(core, ticker);
    const ana = await company.as("ana");
    const digest = (await core.requests.find(voted.value.id))!.digest;
    const vote = { requestId: voted.value.id, vote: "approve", digest, comment: `asked ${person.email}.` } as const;
    expect(await voteOnRequest(core, ana, vote)).toMatchObject({ ok: true });
    const [grant] = await core.grants.openOf(person.id);
    const account = (await core.erasures.accountsOf(person.id))[0]!;
    await sql(
      `INSERT INTO "TriedAccount" VALUES ('try_1', 1, $1, $2, $3, $4, 2, now(), now(), '203.0.113.7', 2, now())`,
      [grant!.targetId, account, grant!.id, person.id],
    );
    expect(await tablesSaying(called)).toContain("AuditPersonal");
    await logged();
    const leaves = await sql(`SELECT "index", "entry" FROM "LogLeaf" ORDER BY 1`);
    const before = await sql(`SELECT * FROM "AuditEvent" ORDER BY id`);

    expect(await approved(person.id)).toEqual(done);
    expect((await core.people.find(person.id))!.disabledAt).toBeInstanceOf(Date);
    expect(await core.sessions.liveOf(person.id)).toEqual([]);
    expect(await statusOf(person)).toBe("ending");
    await reconcileDue(core, ticker);
    expect(await erasedBy()).toEqual({ erased: 1, waiting: 0 });

    expect(await tablesSaying(called)).toEqual([]);
    expect(await tablesSaying("203.0.113.7")).toEqual([]);
    expect(await core.people.find(person.id)).toMatchObject({ ...pseudonymOf(person.id), roles: [], attributes: {} });
    expect((await core.people.groups()).some(({ personIds }) => personIds.includes(person.id))).toBe(false);
    await logged();
    expect((await sql(`SELECT "index", "entry" FROM "LogLeaf" ORDER BY 1`)).slice(0, leaves.length)).toEqual(leaves);
    expect((await sql(`SELECT * FROM "AuditEvent" ORDER BY id`)).slice(0, before.length)).toEqual(before);
    const { items } = await core.audit.page({ requestId: held.value.id, kind: "requestSubmitted" }, { limit: 1 });
    expect(items[0]).toMatchObject({ actorId: person.id, data: { justification: erasedMark } });
  });

  it("takes nothing from others: their words and ids stay, and what is left of an event still opens its commitment", async () => {
    const { called, person, caller } = await aPerson();
    const asked = await submitRequest(core, await company.as("ines"), {
      ...asking(company.read, "ines"),
      justification: "words of ines alone",
    });
    if (!asked.ok) throw new Error(asked.error);
    await submitRequest(core, caller, asking(company.read, called));
    expect(await approved(person.id)).toEqual(done);
    await reconcileDue(core, ticker);
    await erasedBy();
    expect(await core.requests.find(asked.value.id)).toMatchObject({ justification: "words of ines alone" });
    const values = await sql(
      `SELECT p.field, p.value, p.salt, e.commitments FROM "AuditPersonal" p JOIN "AuditEvent" e ON e.id = p."eventId"
       WHERE e."requestId" = $1`,
      [asked.value.id],
    );
    expect(values.map(({ value }) => value)).toContain("words of ines alone");
    for (const { field, value, salt, commitments } of values)
      expect(commitment(field as string, value as string, salt as Uint8Array)).toBe(
        (commitments as Record<string, string>)[field as string],
      );
  });

  it("is erased only after every target has confirmed that what they held is gone", async () => {
    const { person, called, caller } = await aPerson();
    expect(await submitRequest(core, caller, asking(read, called))).toMatchObject({ ok: true });
    await reconcileDue(core, ticker);
    const [grant] = await core.grants.openOf(person.id);
    directory.setDown(true);
    expect(await approved(person.id)).toEqual(done);
    await reconcileDue(core, ticker);
    expect(await erasedBy()).toEqual({ erased: 0, waiting: 1 });
    expect((await core.people.find(person.id))!.name).toBe(called);
    directory.setDown(false);
    await sql(
      `UPDATE "Holding" SET "unsettledAt" = NULL, "dueAt" = date_trunc('milliseconds', clock_timestamp()) WHERE id = $1`,
      [grant!.holdingId],
    );
    await reconcileDue(core, ticker);
    expect((await core.grants.find(grant!.id))!.status).toBe("ended");
    expect(await erasedBy()).toMatchObject({ waiting: 0 });
    expect(await tablesSaying(called)).toEqual([]);
  });

  it("is looked for no more at a target that was given up, where it would be looked for under another name", async () => {
    const { person, called, caller } = await aPerson();
    const { targetId, read: left } = await addDirectory(core, { name: "given up" });
    expect(await submitRequest(core, caller, asking(left, called))).toMatchObject({ ok: true });
    await reconcileDue(core, ticker);
    const [grant] = await core.grants.openOf(person.id);
    directory.setDown(true);
    await giveUpTarget(core, ticker, targetId);
    expect(await approved(person.id)).toEqual(done);
    expect(await erasedBy()).toMatchObject({ waiting: 0 });
    expect(await tablesSaying(called)).toEqual([]);
    directory.setDown(false);
    await reconcileDue(core, ticker);
    expect(await core.grants.find(grant!.id)).toMatchObject({ endReason: "unverified", provedAt: null });
  });

  it("stays out: nobody can enable them, erase them twice, or sign them in", async () => {
    const { person } = await aPerson();
    expect(await approved(person.id)).toEqual(done);
    const priya = await company.as("priya");
    expect(await enablePerson(core, priya, { personId: person.id })).toEqual({ ok: false, error: "already_erased" });
    const change = { kind: "erasure", personId: person.id, because: "law" } as const;
    const again = await proposeChange(core, priya, { summary: "once more", change });
    expect(again).toEqual({ ok: false, error: "already_erased" });
    await erasedBy();
    expect(await enablePerson(core, priya, { personId: person.id })).toEqual({ ok: false, error: "already_erased" });
    await expect(
      openSession(
        core,
        person,
        { method: "oidc", providerSubject: null },
        { address: null, userAgent: null, correlationId: "test" },
      ),
    ).rejects.toThrow(/changed while signing in/);
  });

  it("may have been disabled before", async () => {
    const { person, called } = await aPerson();
    await disablePerson(core, await company.as("priya"), { personId: person.id, reason: `${called} left` });
    expect(await approved(person.id)).toEqual(done);
    expect(await erasedBy()).toMatchObject({ waiting: 0 });
    expect(await tablesSaying(called)).toEqual([]);
  });
});

describe("an erasure is decided on by others", () => {
  it("not by whoever proposed it, not by the person, and not by nobody", async () => {
    const { person } = await aPerson();
    const input = await proposed(person.id);
    const as = async (caller: Caller, roles: Person["roles"]) =>
      decideChange(core, { ...caller, person: { ...caller.person, roles } }, input);
    expect(await as(await company.as("priya"), ["administrator", "reviewer"])).toMatchObject({ error: "own_change" });
    expect(await as(await callerOf(person.id), ["reviewer"])).toMatchObject({ error: "own_change" });
    expect(await as(await company.as("jonas"), ["auditor"])).toMatchObject({ error: "not_allowed" });
    expect(await as(await company.as("mei"), ["reviewer"])).toMatchObject({ error: "step_up_required" });
    expect(await core.erasures.ofPeople([person.id])).toEqual([]);
    const change = { kind: "erasure", personId: person.id, because: "law" } as const;
    const tomas = await company.as("tomas");
    expect(await proposeChange(core, tomas, { summary: "not mine", change })).toMatchObject({ error: "not_allowed" });
  });

  it("not of the last administrator, and not before their emergency access was reviewed", async () => {
    const propose = async (personId: PersonId) => {
      const change = { kind: "erasure", personId, because: "left" } as const;
      return proposeChange(core, await company.as("priya"), { summary: "they left", change });
    };
    expect(await propose(company.people.priya.id)).toMatchObject({ error: "last_administrator" });
    const { person } = await aPerson();
    const review = {
      ...{ id: core.ids.newId("bgr"), version: 1, requestId: core.ids.newId("req"), requesterId: person.id },
      ...{ holderId: person.id, reviewerIds: [], openedAt: await core.clock.now(), escalatedAt: null },
      ...{ closedAt: null, closedById: null, outcome: null, comment: null },
    };
    await core.store.commit(ticker, [transition({ writes: [insert("BreakGlassReview", review)] })]);
    expect(await propose(person.id)).toMatchObject({ error: "review_open" });
  });
});

describe(
  "an erasure that is owed is carried out, whatever happens meanwhile",
  { timeout: isFull ? 300_000 : 20_000 },
  () => {
    it("killed after any step it is finished by the next round, and what was erased stays erased", async () => {
      let killed = true;
      for (let steps = 0; killed; steps += stride) {
        const { person, called } = await aPerson();
        expect(await approved(person.id)).toEqual(done);
        killed = await erasedBy(dyingAfter(core, steps)).then(
          () => false,
          () => true,
        );
        expect(await erasedBy(), `killed at ${steps}`).toMatchObject({ waiting: 0 });
        expect(await statusOf(person)).toBe("done");
        expect(await tablesSaying(called)).toEqual([]);
        const { items } = await core.audit.page({ personId: person.id, kind: "personErased" }, { limit: 5 });
        expect(items).toHaveLength(1);
      }
    });

    it("two processes carry it out together, once", async () => {
      const { person, called } = await aPerson();
      expect(await approved(person.id)).toEqual(done);
      for (let round = 0; round < 3; round++) {
        await logged();
        await Promise.all([eraseDue(core, ticker), eraseDue(other, ticker)]);
      }
      expect(await statusOf(person)).toBe("done");
      expect(await tablesSaying(called)).toEqual([]);
      const { items } = await core.audit.page({ personId: person.id }, { limit: 200 });
      for (const kind of ["identityErased", "personErased"])
        expect(items.filter((event) => event.kind === kind)).toHaveLength(1);
    });

    it("what they ask for at the same moment is refused, or ended before they are erased", async () => {
      for (let round = 0; round < raceRounds; round++) {
        const { person, called, caller } = await aPerson();
        const input = await proposed(person.id);
        const reviewer = { ...mei, caller: { ...mei.caller, person: (await company.as("mei")).person } };
        await Promise.all([
          decideConfirmed(core, reviewer, input),
          submitRequest(other, caller, asking(read, called)),
          submitRequest(other, caller, asking(company.read, called)),
        ]);
        for (let again = 0; again < 3; again++) {
          await reconcileDue(core, ticker);
          await erasedBy();
        }
        expect(await statusOf(person)).toBe("done");
        expect(await core.grants.openOf(person.id)).toEqual([]);
        expect([...directory.accounts.keys()].filter((account) => account.includes(called))).toEqual([]);
        expect(await tablesSaying(called)).toEqual([]);
      }
    });
  },
);

describe("a decision that was made from what is erased", () => {
  it("says so, instead of saying that somebody altered it, or that it would be another one today", async () => {
    const { called, person, caller } = await aPerson();
    const asked = await submitRequest(core, caller, asking(company.write, called));
    if (!asked.ok) throw new Error(asked.error);
    const jonas = await company.as("jonas");
    const replayed = async () => {
      const { items } = await core.audit.page({ requestId: asked.value.id, kind: "requestSubmitted" }, { limit: 1 });
      const detail = await readAuditEvent(core, jonas, { position: items[0]!.position });
      return detail.ok ? detail.value.replay : null;
    };
    expect(await replayed()).toMatchObject({ outcome: "same", bound: true, erasedAt: null });
    expect(await approved(person.id)).toEqual(done);
    await erasedBy();
    expect(await replayed()).toMatchObject({ outcome: "inputs-erased", replayed: null, differences: [], bound: null });
  });
});

/** A core whose process dies at one of the statements of an erasure: before it for even numbers, after it for odd ones. */
const dyingAfter = (whole: Core, steps: number): Core => {
  let left = steps;
  const dies = <A extends readonly unknown[], R>(call: (...given: A) => Promise<R>) => {
    return async (...given: A): Promise<R> => {
      if (left-- === 0) throw new Error("killed");
      const answer = await call(...given);
      if (left-- === 0) throw new Error("killed");
      return answer;
    };
  };
  return {
    ...whole,
    store: { commit: dies((by, steps) => whole.store.commit(by, steps)) },
    erasures: { ...whole.erasures, forgetRows: dies((sought) => whole.erasures.forgetRows(sought)) },
    eraser: { erase: dies((places) => whole.eraser!.erase(places)) },
  };
};
