import { Prisma } from "../generated/client.ts";
import type { Database } from "../client.ts";
import { asRows, columns } from "../rows.ts";
import { commitStatement } from "./commit-statement.ts";
import { everyEpoch, lockRows } from "./lock-rows.ts";
import { retryPassing } from "./retry-passing.ts";
import type { Verdict } from "./verdict.ts";
import type { Actor } from "#core/domain/audit/event.ts";
import type { EndScope } from "#core/domain/grant/end-scope.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { Transition } from "#core/domain/transition.ts";
import type { Reach, SweepPlan, Sweeps } from "#core/ports/sweeps.ts";

type Tx = Prisma.TransactionClient;

/** How many holdings one statement takes: the planner cannot know how many rows a parameter holds, and thousands cost their square. */
const chunk = 1_000;
/** Longer than any number of chunks should take; a sweep that is cut off has done nothing. */
const timeoutMs = 10 * 60_000;

/**
 * Thousands of rows of which some change at every moment never all have the versions that were read. So they are locked
 * before they are read, in the order of `lockOrder` and by id, like every commit: what decisions are made from first, which
 * waits for the approvals being written and holds up later ones, then requests, grants, holdings. Read committed sees, in the
 * statements after the locks, whatever was committed before them.
 */
export const createSweeps = (prisma: Database): Sweeps => ({
  reach: (scope) => reachOf(prisma, scope),
  sweep: (by, scope, plan) =>
    retryPassing(() =>
      prisma.$transaction((tx) => sweep(tx, by, scope, plan), { timeout: timeoutMs, maxWait: 10_000 }),
    ),
});

const sweep = async (tx: Tx, by: Actor, scope: EndScope, plan: SweepPlan): Promise<Reach> => {
  const lock = (rows: Prisma.Sql) => lockRows(tx, rows);
  await lock(everyEpoch);
  await lock(Prisma.sql`SELECT x."id" FROM "Request" x WHERE ${pendingIn(scope)} ORDER BY x."id"`);
  await lock(Prisma.sql`SELECT x."id" FROM "Grant" x WHERE ${openIn(scope)} ORDER BY x."id"`);
  await lock(Prisma.sql`SELECT x."id" FROM "Holding" x
    WHERE x."id" IN (SELECT x."holdingId" FROM "Grant" x WHERE ${openIn(scope)}) ORDER BY x."id"`);
  const [reach, now] = [await reachOf(tx, scope), await clock(tx)];
  await write(tx, by, plan.begin(reach, now));
  const requests = await tx.$queryRaw<Request[]>`
    SELECT ${columns("Request", "x")} FROM "Request" x WHERE ${pendingIn(scope)} ORDER BY x."id"`;
  for (const request of asRows("Request", requests)) await write(tx, by, plan.request(request, now), "too_late");
  for (let after = ""; ;) {
    const rows = await nextHoldings(tx, scope, after);
    const last = rows.holdings.at(-1);
    if (!last) return reach;
    await write(tx, by, plan.grants(rows.grants, rows.holdings, now));
    after = last.id;
  }
};

const nextHoldings = async (tx: Tx, scope: EndScope, after: string) => {
  const holdings = asRows(
    "Holding",
    await tx.$queryRaw<Holding[]>`
      SELECT ${columns("Holding", "h")} FROM "Holding" h JOIN (
        SELECT DISTINCT x."holdingId" FROM "Grant" x
        WHERE ${openIn(scope)} AND x."holdingId" > ${after} ORDER BY x."holdingId" LIMIT ${chunk}
      ) g ON g."holdingId" = h."id" ORDER BY h."id"`,
  );
  const ids = holdings.map(({ id }) => id);
  const grants = await tx.$queryRaw<Grant[]>`
    SELECT ${columns("Grant", "x")} FROM "Grant" x
    WHERE x."holdingId" = ANY(${ids}::text[]) AND ${openIn(scope)} ORDER BY x."id"`;
  return { holdings, grants: asRows("Grant", grants) };
};

/** Everything is locked, so a step that is refused for any other reason than the clock is a fault: it undoes the whole. */
const write = async (tx: Tx, by: Actor, step: Transition, allowed?: Verdict["why"]): Promise<void> => {
  const { text, values } = commitStatement(by, [step]);
  const [verdict] = await tx.$queryRawUnsafe<Verdict[]>(text, ...values);
  if (!verdict || (verdict.why && verdict.why !== allowed)) {
    throw new Error(`a sweep was refused: ${verdict?.why ?? "no verdict"}`);
  }
};

const clock = async (tx: Tx): Promise<Date> => {
  const [row] = await tx.$queryRaw<{ at: Date }[]>`SELECT date_trunc('milliseconds', clock_timestamp()) AS at`;
  if (!row) throw new Error("the database did not tell the time");
  return row.at;
};

/** Grants `x` that are not over yet. */
const openIn = (scope: EndScope): Prisma.Sql => {
  const open = Prisma.sql`x."status" IN ('scheduled', 'activating', 'active')`;
  switch (scope.of) {
    case "person":
      return Prisma.sql`${open} AND x."holderId" = ${scope.personId}`;
    case "target":
      return Prisma.sql`${open} AND x."targetId" = ${scope.targetId}`;
    case "everything":
      return open;
  }
};

/** Requests `x` that would still give the person something. Those for a target or for all stay: nothing was given yet. */
const pendingIn = (scope: EndScope): Prisma.Sql =>
  scope.of === "person"
    ? Prisma.sql`x."status" = 'pending' AND x."lapsesAt" > statement_timestamp()
        AND (x."requesterId" = ${scope.personId} OR x."holderId" = ${scope.personId})`
    : Prisma.sql`false`;

const reachOf = async (database: Database | Tx, scope: EndScope): Promise<Reach> => {
  const [row] = await database.$queryRaw<Reach[]>`
    SELECT count(*)::int AS grants,
      count(*) FILTER (WHERE x."status" <> 'scheduled')::int AS live,
      count(DISTINCT x."holderId")::int AS people,
      count(DISTINCT x."targetId")::int AS targets,
      (SELECT count(*)::int FROM "Request" x WHERE ${pendingIn(scope)}) AS requests
    FROM "Grant" x WHERE ${openIn(scope)}`;
  if (!row) throw new Error("a count has one row");
  return row;
};
