import { Prisma } from "./generated/client.ts";
import { claimDue } from "./claim-due.ts";
import type { Database } from "./client.ts";
import { heldOf } from "./held-of.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import { circuitOpensAt } from "#core/domain/holding/circuit.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { TargetId } from "#core/domain/ids.ts";
import type { Holdings } from "#core/ports/holdings.ts";
import type { Ids } from "#core/ports/ids.ts";

export const createHoldings = (prisma: Database, ids: Ids, { skipsLocked = true } = {}): Holdings => ({
  find: async (id) => asRowOrNull("Holding", await prisma.holding.findUnique({ where: { id } })),
  ofIds: async (wanted) => asRows("Holding", await prisma.holding.findMany({ where: { id: { in: [...wanted] } } })),
  ofAccount: async (targetId, account, entitlementId) => {
    const key = { targetId_account_entitlementId: { targetId, account, entitlementId } };
    return asRowOrNull("Holding", await prisma.holding.findUnique({ where: key }));
  },
  isHeld: async (id) => (await prisma.$queryRaw<unknown[]>`${heldOf([id])} LIMIT 1`).length > 0,
  claimDue: (options) => claimDue(prisma, ids, options, skipsLocked),
  // The version stays, so that the outcome of this very claim can still be committed. A claim that was given back is not
  // taken again.
  renewLease: async (id, fence, leaseMs) => {
    const [renewed] = await prisma.$queryRaw<{ leaseUntil: Date }[]>`
      UPDATE "Holding"
      SET "leaseUntil" = date_trunc('milliseconds', clock_timestamp()) + ${leaseMs}::int * interval '1 millisecond'
      WHERE "id" = ${id} AND "fence" = ${fence}::int AND "leaseUntil" IS NOT NULL RETURNING "leaseUntil"`;
    return renewed?.leaseUntil ?? null;
  },
  nextDueAt: async () => {
    // Both parts by deadline: what is leased was due when it was claimed, so it is among the few that are due. Where there are few
    // targets, the planner takes `<> ALL` for true of no row, and reads them all to find none.
    const [row] = await prisma.$queryRaw<{ at: Date | null }[]>`
      WITH shut AS (SELECT ARRAY(SELECT b."targetId" FROM "TargetHealth" b
        WHERE b."failures" >= ${circuitOpensAt}::int AND b."probeAt" > statement_timestamp()) AS ids)
      SELECT least(
        (SELECT h."dueAt" FROM "Holding" h WHERE h."dueAt" > statement_timestamp() AND array_position(shut.ids, h."targetId") IS NULL
          ORDER BY h."dueAt" LIMIT 1),
        (SELECT min(greatest(h."dueAt", h."leaseUntil")) FROM "Holding" h WHERE h."dueAt" <= statement_timestamp()
          AND (h."leaseUntil" IS NOT NULL OR array_position(shut.ids, h."targetId") IS NULL))
      ) AS at FROM shut`;
    return row?.at ?? null;
  },
  dueWithin: async (ms, limit) =>
    asRows(
      "Holding",
      await prisma.$queryRaw<Holding[]>`
        SELECT ${columns("Holding", "h")} FROM "Holding" h
        WHERE h."dueAt" <= statement_timestamp() + ${ms}::double precision * interval '1 millisecond'
          -- At a target that was given up nothing ends any more: its proofs, however many are owed, take nobody's place here.
          AND array_position(ARRAY(SELECT t."id" FROM "Target" t WHERE t."retiredAt" IS NOT NULL), h."targetId") IS NULL
        ORDER BY h."dueAt" LIMIT ${limit}::int`,
    ),
  overdue: async (graceMs) => {
    const rows = await prisma.$queryRaw<OverdueRow[]>(overdueStatement(graceMs));
    return {
      total: rows.reduce((sum, { count }) => sum + count, 0),
      byTarget: new Map(rows.map(({ targetId, count, lastError }) => [targetId, { count, lastError }])),
    };
  },
});

interface OverdueRow {
  readonly targetId: TargetId;
  readonly count: number;
  readonly lastError: string | null;
}

/**
 * Holdings with a grant that should have ended by `graceMs` ago, and none that still wants the access. What is `ending` has
 * not been seen to be gone; what is past its deadline has not even begun to end. A start by name has an end by name, which may come
 * before its activation is given up.
 */
const overdueStatement = (graceMs: number): Prisma.Sql => {
  // Written out each time: the planner knows the value of this, but not of a row of a common table expression.
  const cutoff = Prisma.sql`statement_timestamp() - ${graceMs}::double precision * interval '1 millisecond'`;
  return Prisma.sql`
    WITH late AS (
      SELECT g."holdingId" FROM "Grant" g WHERE g."status" = 'ending' AND g."endingAt" <= ${cutoff}
      UNION SELECT g."holdingId" FROM "Grant" g WHERE g."status" = 'active' AND g."expiresAt" <= ${cutoff}
      UNION SELECT g."holdingId" FROM "Grant" g WHERE g."status" = 'activating' AND least(g."activateBy", g."removeBy") <= ${cutoff}
    )
    SELECT h."targetId", count(*)::int AS count, min(h."lastError") AS "lastError"
    FROM "Holding" h JOIN late l ON l."holdingId" = h."id"
    WHERE NOT EXISTS (
      SELECT FROM "Grant" g WHERE g."holdingId" = h."id" AND (
        (g."status" = 'active' AND g."expiresAt" > statement_timestamp())
        OR (g."status" = 'activating' AND least(g."activateBy", g."removeBy") > statement_timestamp())))
    GROUP BY h."targetId"`;
};
