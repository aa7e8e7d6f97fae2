import type { Database } from "./client.ts";
import { asRows } from "./rows.ts";
import type { Uses } from "#core/ports/uses.ts";

export const createUses = (prisma: Database): Uses => ({
  ofHoldings: async (ids) =>
    asRows("HoldingUse", await prisma.holdingUse.findMany({ where: { id: { in: [...ids] } } })),
  watchOf: async (id) => asRows("TargetWatch", await prisma.targetWatch.findMany({ where: { id } }))[0] ?? null,
  triedOf: async (targetId, accounts) =>
    asRows("TriedAccount", await prisma.triedAccount.findMany({ where: { targetId, account: { in: [...accounts] } } })),
  triedOfGrants: async (ids) =>
    asRows("TriedAccount", await prisma.triedAccount.findMany({ where: { grantId: { in: [...ids] } } })),
});
