import { beforeAll, describe, expect, it } from "vitest";
import type { PersonId, RequestId } from "#core/domain/ids.ts";
import { moveEpoch } from "#core/domain/policy/move-epoch.ts";
import { requestDigest, requestSubject } from "#core/domain/request/request-digest.ts";
import type { Request } from "#core/domain/request/request.ts";
import { insert, transition, update } from "#core/domain/transition.ts";
import { cloneRow } from "#core/testing/clone-row.ts";
import { type Company, createCompany, type Name, testPolicy } from "#core/testing/company.ts";
import { isFull } from "#core/testing/is-full.ts";
import { openTestCore } from "#core/testing/open-test-core.ts";
import { batchesOf, openRival, orderOf } from "#core/testing/races/open-rival.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { reconcilerHeartbeat } from "#core/usecases/reconcile/reconciler-heartbeat.ts";
import { disablePerson } from "#core/usecases/people/disable-person.ts";
import { enablePerson } from "#core/usecases/people/enable-person.ts";
import { redecidePending } from "#core/usecases/redecide-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";

const { core, database, sql } = await openTestCore();
/** Another process of the operating system on the same database: no memory, clock, pool or cache in common. */
const rival = openRival(database.appUrl);
const rounds = isFull ? 1_000 : 100;
/** How many requests race with one change that concerns them all. */
const together = 10;
/** How many races run beside each other. All are for one holder, so that more would mostly judge again what another has moved. */
const beside = 3;
const slow = { timeout: 600_000 };
const actor = { personId: null, via: "ticker", correlationId: "race" } as const;
let company: Company;
const templates = new Map<"read" | "write", Request>();

beforeAll(async () => {
  company = await createCompany(core);
  for (const what of ["read", "write"] as const) {
    const wish = { entitlementIds: [company[what]], durationSeconds: 3600, justification: "an incident to look into" };
    const asked = await submitRequest(core, await company.as("ines"), wish);
    if (!asked.ok) throw new Error(asked.error);
    templates.set(what, (await core.requests.find(asked.value.id))!);
    await cancelRequest(core, await company.as("ines"), { requestId: asked.value.id });
  }
});

/** Nobody drives the target here: what was granted would be overdue after a while, and close it. */
const over = () => sql(`UPDATE "Grant" SET status = 'ended' WHERE status <> 'ended'`);

/** Runs `race` for every round, some of them beside each other, so that nobody waits for the database alone. */
const everyRound = async (race: (round: number) => Promise<void>): Promise<void> => {
  for (const batch of batchesOf(rounds, beside)) {
    await core.heartbeats.beat(reconcilerHeartbeat, "test");
    await Promise.all(batch.map(race));
    await over();
  }
};

/** A pending request like those that were asked for, under the policy in force. */
const pending = async (what: "read" | "write" = "read", changes: Partial<Request> = {}): Promise<Request> => {
  const template = templates.get(what)!;
  const entitlements = (await core.catalogue.ofIds(template.entitlementIds)).map(({ entitlement }) => entitlement);
  const { policy } = await core.policies.basis();
  const request: Request = { ...template, id: core.ids.newId("req"), policyNumber: policy.number, ...changes };
  const asked = { ...request, wholeSeconds: request.durationSeconds };
  const bound = { subject: requestSubject(asked, entitlements), digest: requestDigest(asked, entitlements) };
  await cloneRow(sql, "Request", template.id, { ...request, ...bound, version: 1, status: "pending", decidedAt: null });
  return { ...request, ...bound };
};

const ballotOn = ({ id: requestId, digest }: Request, ballot: "approve" | "deny" = "approve") => ({
  ...{ requestId, digest, vote: ballot },
});
/** Here one votes, having been found before; there the other process does what it is told, at the same moment. */
const vote = async (by: Name, request: Request) => voteOnRequest(core, await company.as(by), ballotOn(request));
const votes = async (by: Name, request: Request) => {
  const caller = await company.as(by);
  return async () => (await voteOnRequest(core, caller, ballotOn(request))).ok;
};

const settled = ["requestApproved", "requestDenied", "requestCancelled", "requestLapsed"];

interface After {
  readonly status: string;
  readonly grants: number;
  /** The position of the approval in the record; null when there is none. */
  readonly approvedAt: number | null;
}

/** What is left of a race: never two outcomes, and a grant exactly when it was approved. */
const after = async (requestId: RequestId): Promise<After> => {
  const [row] = await sql(
    `SELECT r.status, (SELECT count(*)::int FROM "Grant" g WHERE g."requestId" = r.id) AS grants,
       (SELECT coalesce(array_agg(e.kind), '{}') FROM "AuditEvent" e WHERE e."requestId" = r.id AND e.kind = ANY ($2)) AS outcomes,
       (SELECT min(e.id) FROM "AuditEvent" e WHERE e."requestId" = r.id AND e.kind = 'requestApproved') AS "approvedAt"
     FROM "Request" r WHERE r.id = $1`,
    [requestId, settled],
  );
  const { status, grants, outcomes, approvedAt } = row as unknown as Omit<After, "approvedAt"> & {
    readonly outcomes: readonly string[];
    readonly approvedAt: string | null;
  };
  expect(outcomes).toEqual(status === "pending" ? [] : [`request${status.charAt(0).toUpperCase()}${status.slice(1)}`]);
  expect(grants).toBe(status === "approved" ? 1 : 0);
  return { status, grants, approvedAt: approvedAt === null ? null : Number(approvedAt) };
};

/** What came of the rounds in which it was said who comes first. */
const inOrder = (outcomes: ReadonlySet<string>): readonly string[] =>
  [...outcomes].filter((outcome) => !outcome.startsWith("together")).sort();

const lastEvent = async (kind: string): Promise<number> => {
  const [row] = await sql(`SELECT max(id) AS at FROM "AuditEvent" WHERE kind = $1`, [kind]);
  return Number(row!["at"]);
};

describe("of two who act on one request at the same moment", () => {
  it("two approvers of one place give one approval and one grant", slow, async () => {
    await everyRound(async () => {
      const request = await pending();
      const answers = await rival.meet(await votes("ana", request), "vote", await company.as("ben"), ballotOn(request));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect((await after(request.id)).status).toBe("approved");
    });
  });

  it("the approvers of two places both count, whoever was last", slow, async () => {
    await everyRound(async () => {
      const request = await pending("write");
      const answers = await rival.meet(await votes("ana", request), "vote", await company.as("mei"), ballotOn(request));
      expect(answers).toEqual([true, true]);
      expect((await after(request.id)).status).toBe("approved");
    });
  });

  it("one who approves and one who denies: the first decides", slow, async () => {
    const outcomes = new Set<string>();
    await everyRound(async (round) => {
      const request = await pending();
      const [yes, no] = await rival.meet(
        await votes("ana", request),
        "vote",
        await company.as("ben"),
        ballotOn(request, "deny"),
        orderOf(round),
      );
      expect([yes, no].filter(Boolean)).toHaveLength(1);
      const { status } = await after(request.id);
      expect(status).toBe(yes ? "approved" : "denied");
      outcomes.add(`${orderOf(round)} ${status}`);
    });
    expect(inOrder(outcomes)).toEqual(["own-first approved", "rival-first denied"]);
  });

  it("one who approves and the requester who takes it back: the first decides", slow, async () => {
    const outcomes = new Set<string>();
    await everyRound(async (round) => {
      const request = await pending();
      const [yes, back] = await rival.meet(
        await votes("ana", request),
        "cancel",
        await company.as("ines"),
        { requestId: request.id },
        orderOf(round),
      );
      expect([yes, back].filter(Boolean)).toHaveLength(1);
      const { status } = await after(request.id);
      expect(status).toBe(yes ? "approved" : "cancelled");
      outcomes.add(`${orderOf(round)} ${status}`);
    });
    expect(inOrder(outcomes)).toEqual(["own-first approved", "rival-first cancelled"]);
  });

  it("one who approves and its lapse: approved before the deadline, or lapsed", slow, async () => {
    const outcomes = new Set<string>();
    await everyRound(async (round) => {
      const order = orderOf(round);
      const now = await core.clock.now();
      // Whoever comes first comes in time: the approval by an hour, which is then over; the lapse at its deadline.
      const lapsesAt = new Date(
        now.getTime() + (order === "own-first" ? 3_600_000 : order === "together" ? round % 20 : 0),
      );
      const request = await pending("read", { lapsesAt });
      const vote = await votes("ana", request);
      const own = async () => {
        const approved = await vote();
        if (order === "own-first") await sql(`UPDATE "Request" SET "lapsesAt" = $2 WHERE id = $1`, [request.id, now]);
        return approved;
      };
      const at = order === "own-first" ? now : lapsesAt;
      const [yes] = await rival.meet(own, "lapse", await company.as("ines"), { at }, order);
      const { status } = await after(request.id);
      expect(status).toBe(yes ? "approved" : "lapsed");
      outcomes.add(`${order} ${status}`);
      const [late] = await sql(
        `SELECT count(*)::int AS n FROM "AuditEvent" WHERE "requestId" = $1 AND kind = 'requestApproved' AND at >= $2`,
        [request.id, lapsesAt],
      );
      expect(late).toEqual({ n: 0 });
    });
    expect(inOrder(outcomes)).toEqual(["own-first approved", "rival-first lapsed"]);
  });
});

describe("approvals and a change of who may decide, at the same moment", () => {
  /**
   * Every approval must stand in the record before the change that would have forbidden it. The change comes last in the first
   * rounds, where all are approved, and first in the next, where none is.
   */
  const race = async (
    change: () => Promise<unknown>,
    kind: string,
    undo: () => Promise<unknown>,
    look?: () => Promise<unknown>,
  ): Promise<void> => {
    for (let round = 0; round < rounds; round += together) {
      await core.heartbeats.beat(reconcilerHeartbeat, "test");
      const requests = await Promise.all(Array.from({ length: together }, () => pending()));
      const before = await lastEvent(kind);
      const ana = await company.as("ana");
      const order = orderOf(round / together);
      let changing = order === "rival-first" ? change() : undefined;
      await changing;
      // Two votes at a time, one in each process; the change begins here with the first of them.
      const answers = await Promise.all(
        requests.map(async (request, at) => {
          const twin = requests[at + 1];
          if (at % 2 === 1 || !twin) return [];
          const here = async () => {
            if (order === "together") changing ??= change();
            const [{ ok }] = await Promise.all([voteOnRequest(core, ana, ballotOn(twin)), changing]);
            return ok;
          };
          const [own, theirs] = await rival.meet(here, "vote", ana, ballotOn(request));
          return [theirs, own];
        }),
      ).then((pairs) => pairs.flat());
      if (order === "own-first") await change();
      if (order !== "together") expect(new Set(answers)).toEqual(new Set([order === "own-first"]));
      const changedAt = await lastEvent(kind);
      expect(changedAt).toBeGreaterThan(before);
      for (const [at, request] of requests.entries()) {
        const { status, approvedAt } = await after(request.id);
        expect(status === "approved").toBe(answers[at]);
        if (approvedAt !== null) expect(approvedAt).toBeLessThan(changedAt);
      }
      await look?.();
      await over();
      await undo();
    }
  };

  const enact = async (document: string): Promise<void> => {
    const [epochs, { policy }, activatedAt] = [
      await core.policies.epochs(),
      await core.policies.basis(),
      await core.clock.now(),
    ];
    const row = { number: policy.number + 1, version: 1, document, digest: "x", authorId: null, approvedById: null };
    const step = transition({
      writes: [insert("Policy", { ...row, activatedAt }), ...moveEpoch(epochs, "policy").writes],
      events: [{ kind: "policyActivated", data: { number: row.number } }],
    });
    const [commit] = await core.store.commit(actor, [step]);
    if (!commit?.done) return enact(document);
    await redecidePending(core);
  };
  const setGroup = async (name: string, personIds: readonly PersonId[]): Promise<void> => {
    const [epochs, groups] = [await core.policies.epochs(), await core.people.groups()];
    const group = groups.find((each) => each.name === name)!;
    const step = transition({
      writes: [update("Group", group, { personIds }), ...moveEpoch(epochs, "directory").writes],
      events: [{ kind: "groupChanged", data: { group: name } }],
    });
    const [commit] = await core.store.commit(actor, [step]);
    if (!commit?.done) return setGroup(name, personIds);
    await redecidePending(core);
  };
  const none = () => sql(`UPDATE "Request" SET status = 'cancelled', version = version + 1 WHERE status = 'pending'`);

  it("a policy that denies: no approval after it", slow, async () => {
    const denying = testPolicy.replace("[contractors]", "[contractors, engineering]");
    await race(
      () => enact(denying),
      "policyActivated",
      () => enact(testPolicy),
    );
  });

  it("an approver who is removed: no approval of theirs after it", slow, async () => {
    const [ana, ben] = [company.people.ana.id, company.people.ben.id];
    await race(
      () => setGroup("data", [ben]),
      "groupChanged",
      async () => {
        await none();
        await setGroup("data", [ana, ben]);
      },
    );
  });

  const disable = async (name: Name): Promise<void> => {
    const { id: personId } = company.people[name];
    const disabled = await disablePerson(core, await company.as("priya"), { personId, reason: "left the company" });
    expect(disabled.ok).toBe(true);
  };
  const enable = async (name: Name): Promise<void> => {
    await none();
    const { id: personId } = company.people[name];
    expect(await enablePerson(core, await company.as("priya"), { personId })).toMatchObject({ ok: true });
  };

  it("an approver who is disabled: no approval of theirs after it", slow, async () => {
    await race(
      () => disable("ana"),
      "personDisabled",
      () => enable("ana"),
    );
  });

  it(
    "a holder who is disabled: no approval for them after it, and nothing that came before is left",
    slow,
    async () => {
      await race(
        () => disable("ines"),
        "personDisabled",
        () => enable("ines"),
        async () => {
          const [left] = await sql(`SELECT count(*)::int AS n FROM "Grant" WHERE status NOT IN ('ending', 'ended')`);
          expect(left).toEqual({ n: 0 });
        },
      );
    },
  );
});

it("of two requests that conflict, approved at the same moment, exactly one becomes a grant", slow, async () => {
  const conflicts = `${testPolicy}conflicts:
  - id: read-or-write
    because: Nobody reads and writes the orders at once.
    between: [{ actions: [read] }, { actions: [write] }]
`;
  const [epochs, { policy }] = [await core.policies.epochs(), await core.policies.basis()];
  const row = {
    number: policy.number + 1,
    version: 1,
    document: conflicts,
    digest: "x",
    authorId: null,
    approvedById: null,
  };
  const activatedAt = await core.clock.now();
  const step = transition({
    writes: [insert("Policy", { ...row, activatedAt }), ...moveEpoch(epochs, "policy").writes],
  });
  expect(await core.store.commit(actor, [step])).toMatchObject([{ done: true }]);
  await sql(`UPDATE "Grant" SET status = 'ended'`);
  for (let round = 0; round < rounds; round += 4) {
    await core.heartbeats.beat(reconcilerHeartbeat, "test");
    const [read, write] = [await pending("read"), await pending("write")];
    expect(await vote("ana", write)).toMatchObject({ ok: true });
    await rival.meet(await votes("ben", read), "vote", await company.as("mei"), ballotOn(write));
    const outcomes = [await after(read.id), await after(write.id)];
    expect(outcomes.map(({ grants }) => grants).sort()).toEqual([0, 1]);
    await sql(`UPDATE "Grant" SET status = 'ended' WHERE "requestId" = ANY ($1)`, [[read.id, write.id]]);
    await sql(`UPDATE "Request" SET status = 'cancelled' WHERE status = 'pending'`);
  }
});
