import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import { asRow, columns } from "./rows.ts";
import { clocksHeartbeat } from "#core/domain/clock/clock-spread.ts";
import { circuitOpensAt, probeEveryMs } from "#core/domain/holding/circuit.ts";
import type { Holding, Operation } from "#core/domain/holding/holding.ts";
import type { ClaimedHolding, ClaimOptions } from "#core/ports/holdings.ts";
import type { Ids } from "#core/ports/ids.ts";

type Claim = Holding & {
  readonly operationId: Operation["id"];
  readonly kind: Operation["kind"];
  readonly claimedAt: Date;
};

/**
 * One statement. Each target offers its own longest-due holdings, and the targets take turns, so that one with thousands of
 * due holdings that all fail cannot keep the others waiting. SKIP LOCKED only spares workers the wait for each other: a
 * holding belongs to whoever raises its version, and a lease that began meanwhile is looked at again. Of a target that has
 * failed many times in a row one holding at a time is tried (`circuit.ts`), by whoever moves its next trial: the one that failed least
 * often, since holdings that fail for reasons of their own say nothing of the target, and all the others would wait behind them.
 */
export const claimDue = async (
  prisma: Database,
  ids: Ids,
  options: ClaimOptions,
  skipsLocked: boolean,
): Promise<readonly ClaimedHolding[]> => {
  const { limit, perTarget, leaseMs, except } = options;
  const operationIds = Array.from({ length: limit }, () => ids.newId("opn"));
  const claims = await prisma.$queryRaw<Claim[]>`${Prisma.raw(preparedMark)}
    WITH clock AS MATERIALIZED (${clock}),
    probed AS (
      UPDATE "TargetHealth" b SET "probeAt" = c.at + ${probeEveryMs}::int * interval '1 millisecond'
      FROM clock c WHERE b."failures" >= ${circuitOpensAt}::int AND b."probeAt" <= c.at
        -- Not EXISTS, which the planner may turn into a join with every holding there is.
        AND b."targetId" <> ALL(${[...except]}::text[]) AND (
          SELECT true FROM "Holding" h WHERE h."targetId" = b."targetId" AND h."dueAt" <= c.due
            AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= c.at) ORDER BY h."dueAt" LIMIT 1)
      RETURNING b."targetId"
    ),
    open AS MATERIALIZED (
      SELECT t."id", p."targetId" IS NOT NULL AS probe
      FROM "Target" t LEFT JOIN "TargetHealth" b ON b."targetId" = t."id" LEFT JOIN probed p ON p."targetId" = t."id"
      WHERE t."id" <> ALL(${[...except]}::text[])
        AND (p."targetId" IS NOT NULL OR coalesce(b."failures", 0) < ${circuitOpensAt}::int)
    ),
    offered AS MATERIALIZED (
      SELECT d."id", d."version", d."dueAt",
        row_number() OVER (PARTITION BY d."targetId" ORDER BY d."dueAt", d."id") AS turn
      FROM clock c, open t, LATERAL (
        SELECT h."id", h."version", h."targetId", h."dueAt" FROM "Holding" h
        WHERE h."targetId" = t."id" AND h."dueAt" <= c.due AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= c.at)
        ORDER BY h."dueAt" LIMIT ${perTarget}::int ${skipsLocked ? Prisma.raw("FOR UPDATE OF h SKIP LOCKED") : Prisma.empty}
      ) d WHERE NOT t.probe
      UNION ALL
      SELECT d."id", d."version", d."dueAt", 1 AS turn
      FROM clock c, open t, LATERAL (
        SELECT h."id", h."version", h."dueAt" FROM "Holding" h
        WHERE h."targetId" = t."id" AND h."dueAt" <= c.due
          AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= c.at) ORDER BY h."attempts", h."dueAt" LIMIT 1
      ) d WHERE t.probe
    ),
    picked AS MATERIALIZED (
      SELECT o."id", o."version", row_number() OVER (ORDER BY o.turn, o."dueAt", o."id") AS place
      FROM offered o ORDER BY place LIMIT ${limit}::int
    ),
    claimed AS (
      UPDATE "Holding" h SET "version" = h."version" + 1, "fence" = h."fence" + 1,
        -- Somebody had it and never gave it back: the last of their calls began before their lease was over.
        "unsettledAt" = greatest(h."unsettledAt", h."leaseUntil"),
        "leaseUntil" = c.at + ${leaseMs}::int * interval '1 millisecond'
      FROM picked p, clock c
      WHERE h."id" = p."id" AND h."version" = p."version" AND (h."leaseUntil" IS NULL OR h."leaseUntil" <= c.at)
      RETURNING ${columns("Holding", "h")}, p.place, c.due AS "claimedAt"
    ),
    begun AS (
      INSERT INTO "Operation" ("id", "version", "holdingId", "targetId", "fence", "kind", "startedAt")
      SELECT (${operationIds}::text[])[h.place], 1, h."id", h."targetId", h."fence",
        CASE WHEN ${isWanted} THEN 'apply' ELSE 'remove' END, h."claimedAt"
      FROM claimed h RETURNING "id", "holdingId", "kind"
    )
    SELECT ${columns("Holding", "h")}, h."claimedAt", b."id" AS "operationId", b."kind"
    FROM claimed h JOIN begun b ON b."holdingId" = h."id" ORDER BY h.place`;
  return claims.map(toClaimed);
};

/**
 * What is due by the fastest of the database's clocks is due: access may end early by what they disagree, never late. What was
 * measured long ago is not counted; with one clock it is nought (`core/usecases/clocks/`).
 */
const clock = Prisma.sql`
  SELECT n.at, n.at + coalesce((SELECT b."detail"::int FROM "Heartbeat" b
    WHERE b."id" = ${clocksHeartbeat} AND b."at" > n.at - interval '3 minutes'), 0) * interval '1 millisecond' AS due
  FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS at) n`;

/** Whether a grant of holding `h` says that access should be there now: `timeStep` and `isLive` in SQL. */
const isWanted = Prisma.sql`EXISTS (
  SELECT FROM "Grant" g WHERE g."holdingId" = h."id" AND (
    (g."status" = 'active' AND g."expiresAt" > h."claimedAt")
    OR (g."status" = 'activating' AND g."activateBy" > h."claimedAt" AND g."removeBy" > h."claimedAt")
    OR (g."status" = 'scheduled' AND g."scheduledFor" <= h."claimedAt"
      AND g."scheduledFor" + g."durationSeconds" * interval '1 second' > h."claimedAt")))`;

const toClaimed = ({ operationId, kind, claimedAt, ...holding }: Claim): ClaimedHolding => {
  const { id: holdingId, targetId, fence } = holding;
  const begun = { id: operationId, version: 1, holdingId, targetId, fence, kind, startedAt: claimedAt };
  return {
    holding: asRow("Holding", holding),
    operation: { ...begun, finishedAt: null, outcome: null, error: null },
    claimedAt,
  };
};
