import type { Database } from "./client.ts";
import { asRows } from "./rows.ts";
import type { AccountGrant, Uses } from "#core/ports/uses.ts";

export const createUses = (prisma: Database): Uses => ({
  ofHoldings: async (ids) =>
    asRows("HoldingUse", await prisma.holdingUse.findMany({ where: { id: { in: [...ids] } } })),
  watchOf: async (id) => asRows("TargetWatch", await prisma.targetWatch.findMany({ where: { id } }))[0] ?? null,
  grantsOfAccounts: (targetId, accounts) => prisma.$queryRaw<AccountGrant[]>`
    SELECT DISTINCT ON (h."account") h."account", g."id", g."holdingId", g."holderId", g."status", g."endingAt"
    FROM "Holding" h JOIN "Grant" g ON g."holdingId" = h."id"
    WHERE h."targetId" = ${targetId} AND h."account" = ANY(${[...accounts]})
    ORDER BY h."account", (g."status" IN ('ending', 'ended')), g."endingAt" DESC NULLS LAST, g."id" DESC`,
  triedUnalarmed: async () =>
    asRows(
      "TriedAccount",
      await prisma.triedAccount.findMany({ where: { count: { gt: prisma.triedAccount.fields.alarmedCount } } }),
    ),
  triedAt: async (targetId, take) =>
    asRows(
      "TriedAccount",
      await prisma.triedAccount.findMany({ where: { targetId }, orderBy: { lastAt: "desc" }, take }),
    ),
  triedOf: async (targetId, accounts) =>
    asRows("TriedAccount", await prisma.triedAccount.findMany({ where: { targetId, account: { in: [...accounts] } } })),
  triedOfGrants: async (ids) =>
    asRows("TriedAccount", await prisma.triedAccount.findMany({ where: { grantId: { in: [...ids] } } })),
});
