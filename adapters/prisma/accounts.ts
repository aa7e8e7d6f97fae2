import type { Database } from "./client.ts";
import { asRowOrNull, asRows } from "./rows.ts";
import type { Accounts } from "#core/ports/accounts.ts";

export const createAccounts = (prisma: Database): Accounts => ({
  ofPerson: async (targetId, personId) =>
    asRowOrNull("Account", await prisma.account.findUnique({ where: { targetId_personId: { targetId, personId } } })),
  named: async (targetId, account) =>
    asRowOrNull("Account", await prisma.account.findUnique({ where: { targetId_account: { targetId, account } } })),
  at: async (targetId) =>
    asRows("Account", await prisma.account.findMany({ where: { targetId }, orderBy: { account: "asc" } })),
});
