export interface SeededBug {
  /** What somebody did, or left out. */
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  readonly test: string;
  /** All that fail in that file. */
  readonly caughtBy: readonly string[];
  /** What fails besides where two statements happen to meet, and passes where they do not. */
  readonly perhapsBy?: readonly string[];
}

/** One a line of reasoning, not one a file: what peers got wrong (DOMAIN's list), and what every promise leans on. */
export const seededBugs: readonly SeededBug[] = [
  {
    name: "no lock",
    file: "adapters/prisma/store/commit-text.ts",
    find: '${locks === "one" ? "" : "ORDER BY x.id"} ${strength})`;',
    replace: '${locks === "one" ? "" : "ORDER BY x.id"} ${strength.slice(99)})`;',
    test: "adapters/prisma/store/races.db.test.ts",
    caughtBy: [
      "a step that waited for one who changed the row is a conflict: beside another row of its table",
      "a step that waited for one who changed the row is a conflict: in a batch",
      "rows are locked in the order of their ids, whichever order they come in",
      "steps over the same rows in opposite order never wait for each other for ever",
    ],
  },
  {
    name: "no lock where one row is expected",
    file: "adapters/prisma/store/direct-text.ts",
    find: "x${after} ${which} ${strength})`;",
    replace: "x${after} ${which} ${strength.slice(99)})`;",
    test: "adapters/prisma/store/races.db.test.ts",
    caughtBy: [
      "a vote under an old policy and a new policy never both stand in the wrong order",
      "a step that waited for one who changed the row is a conflict: before a guarded row",
    ],
    perhapsBy: ["steps over the same rows in opposite order never wait for each other for ever"],
  },
  {
    name: "nobody looks at the clock again after a wait",
    file: "adapters/prisma/store/commit-text.ts",
    find: "WHEN v.why IS NULL AND clock_timestamp() >= v.before THEN 0 ELSE 1 END",
    replace: "ELSE 1 END",
    test: "adapters/prisma/store/races.db.test.ts",
    caughtBy: ["an insert that waited past its deadline for another of the same key is too late: in a batch"],
  },
  {
    name: "nobody looks at the clock again after a wait, where one row is expected",
    file: "adapters/prisma/store/direct-text.ts",
    find: "WHEN v.at < ?::timestamptz OR clock_timestamp() >= ?::timestamptz THEN 0",
    replace: "WHEN v.at < ?::timestamptz OR v.at >= ?::timestamptz THEN 0",
    test: "adapters/prisma/store/races.db.test.ts",
    caughtBy: ["an insert that waited past its deadline for another of the same key is too late: alone"],
  },
  {
    name: "locks in no order",
    file: "adapters/prisma/store/commit-text.ts",
    find: '${locks === "one" ? "" : "ORDER BY x.id"} ${strength})`;',
    replace:
      '${locks === "one" ? "" : `ORDER BY array_position(ARRAY(SELECT w.id FROM expected_${table} w), x.id)`} ${strength})`;',
    test: "adapters/prisma/store/races.db.test.ts",
    caughtBy: ["rows are locked in the order of their ids, whichever order they come in"],
  },
  {
    name: "the audit event outside the transaction",
    file: "adapters/prisma/store/commit-text.ts",
    find: 'if (events !== "none") writes.push(',
    replace: 'if (events === "many") writes.push(',
    test: "adapters/prisma/store/store.db.test.ts",
    caughtBy: [
      "a step from an old version changes nothing and leaves no event",
      "a step is too late at its deadline, too early before its start, and neither in between",
      "one step over several tables is written whole or not at all",
      "a step over several tables that finds one row of another version leaves the others as they are",
      "an insert that meets an existing row spoils no other transition of its batch",
    ],
  },
  {
    name: "a stale vote counts",
    file: "core/domain/request/check-vote.ts",
    find: 'if (ballot.digest !== request.digest) return refuse("stale");',
    replace: "",
    test: "core/domain/request/check-vote.test.ts",
    caughtBy: ["for what was shown before is refused"],
  },
  {
    name: "the requester may vote",
    file: "core/domain/request/check-vote.ts",
    find: "if (voterId === request.requesterId || voterId === request.holderId)",
    replace: "if (voterId === request.holderId)",
    test: "core/domain/request/check-vote.test.ts",
    caughtBy: ["of a requester whom a stage names is refused"],
  },
  {
    name: "at the lapse is still in time",
    file: "core/domain/request/request.ts",
    find: "now >= request.lapsesAt",
    replace: "now > request.lapsesAt",
    test: "core/domain/request/check-vote.test.ts",
    caughtBy: ["one millisecond before the lapse is in time, at the lapse not is refused"],
  },
  {
    name: "early removal: the first of two overlapping grants decides",
    file: "core/domain/holding/desired-holding.ts",
    find: "until: new Date(Math.max(...times))",
    replace: "until: new Date(Math.min(...times))",
    test: "core/testing/model/overlap.test.ts",
    caughtBy: [
      "2 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
      "3 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
      "4 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
    ],
  },
  {
    name: "mirror leak: another grant that is ending keeps the access",
    file: "core/domain/holding/desired-holding.ts",
    find: ".filter(isLive)",
    replace:
      '.filter((grant) => isLive(grant) || (grants.length > 1 && grant.status === "ending" && grant.removeBy !== null))',
    test: "core/testing/model/overlap.test.ts",
    caughtBy: [
      "2 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
      "3 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
      "4 of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
    ],
  },
  {
    name: "a deadline that never comes",
    file: "core/domain/grant/time-step.ts",
    find: 'return past(grant.expiresAt) ? { step: "end", reason: "expired" } : null;',
    replace: "return null;",
    test: "core/testing/model/model.test.ts",
    caughtBy: ["answer and leave what the model does, over 100000 histories (LAPSE_SEED=1)"],
  },
  {
    name: "an ended grant is ended again",
    file: "core/domain/grant/grant.ts",
    find: "  ended: [],",
    replace: '  ended: ["ending"],',
    test: "core/domain/grant/grant.test.ts",
    caughtBy: ["ended → ending is as the table says", "a grant that ended never changes again"],
  },
  {
    name: "waiting for the target eats the holder's time",
    file: "core/domain/grant/grant-steps.ts",
    find: "const expiresAt = grant.expiresAt ?? plus(readyAt, grant.durationSeconds * 1000);",
    replace: "const expiresAt = grant.expiresAt ?? plus(grant.createdAt, grant.durationSeconds * 1000);",
    test: "core/domain/grant/grant.test.ts",
    caughtBy: ["waiting for the target does not eat the holder's time"],
  },
  {
    name: "the fence does not grow",
    file: "adapters/prisma/claim-due.ts",
    find: '"fence" = h."fence" + 1',
    replace: '"fence" = h."fence"',
    test: "adapters/prisma/holdings.db.test.ts",
    caughtBy: [
      "a claim raises fence and version, leases, and records the operation that begins",
      "a lease is renewed by the claim that holds it alone, and an outcome of that claim still commits",
    ],
  },
  {
    name: "a lease does not keep others out",
    file: "adapters/prisma/claim-due.ts",
    find: `AND h."dueAt" <= c.due AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= c.at)`,
    replace: `AND h."dueAt" <= c.due`,
    test: "adapters/prisma/holdings.db.test.ts",
    caughtBy: [
      "a target with much due takes no more than its share, and those who waited longest come first",
      "eight workers never get the same holding, and together get all",
    ],
  },
  {
    name: "lost revoke: it is recorded, and nobody is sent to carry it out",
    file: "core/usecases/end-grants.ts",
    find: "    ...holdings.map((holding) => dueNow(holding, now)),\n",
    replace: "",
    test: "core/usecases/obligation.db.test.ts",
    caughtBy: ["a grant that is revoked is carried out at the target at once, not at its deadline"],
  },
  {
    name: "effect before obligation",
    file: "core/usecases/grant-approved.ts",
    find: '    steps.push(openGrant({ grantId: core.ids.newId("grt"), place,',
    replace: `    if ("holdingId" in place)
      await core.targets.open(item.target).apply(
        {
          ...{ portalId: "test", holdingId: place.holdingId, account: place.account, fence: 1 },
          entitlement: { resource: item.resource.name, action: item.entitlement.action, mapping: item.entitlement.mapping },
        },
        new Date(now.getTime() + durationSeconds * 1000),
      );
    steps.push(openGrant({ grantId: core.ids.newId("grt"), place,`,
    test: "core/usecases/obligation.db.test.ts",
    caughtBy: ["no target is asked to give anything that no committed row names with its deadline"],
  },
  {
    name: "the clock of the application",
    file: "adapters/prisma/clock.ts",
    find: "  return row.at;",
    replace: "  return new Date();",
    test: "core/usecases/obligation.db.test.ts",
    caughtBy: ["what this process takes for the time decides nothing"],
  },
  {
    name: "a grant does not wait for its holder's being put out as a stranger",
    file: "core/usecases/reconcile/look-before.ts",
    find: "if (found.some((finding) => isBeingExpelled(finding, round.now)))",
    replace: "if (found.some((finding) => isBeingExpelled(finding, round.now) && round.now < new Date(0)))",
    test: "core/usecases/drift/expel-race.db.test.ts",
    caughtBy: [
      "a grant that begins while its holder is put out as a stranger stands, in whichever moment it begins",
      "a grant that begins while a mark of ours that names nothing known here is taken off its holder's account stands, in whichever moment it begins",
    ],
  },
  {
    name: "one fault is everybody's",
    file: "core/usecases/reconcile/gather.ts",
    find: "else await Promise.all(batch.map((one) => answer(work, [one])));",
    replace: "else for (const { reject } of batch) reject(fault);",
    test: "core/usecases/reconcile/gather.test.ts",
    caughtBy: ["do not share a fault: where the work for several fails, each is tried alone"],
  },
];
