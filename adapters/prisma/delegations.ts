import type { Database } from "./client.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { Delegation } from "#core/domain/delegation/delegation.ts";
import type { Delegations } from "#core/ports/delegations.ts";

export const createDelegations = (prisma: Database): Delegations => ({
  find: async (id) => asRowOrNull("Delegation", await prisma.delegation.findUnique({ where: { id } })),
  openOf: async (personId) =>
    asRows(
      "Delegation",
      await prisma.$queryRaw<Delegation[]>`
        SELECT ${columns("Delegation", "d")} FROM "Delegation" d
        WHERE (d."personId" = ${personId} OR d."delegateId" = ${personId})
          AND d."endedAt" IS NULL AND d."endsAt" > statement_timestamp()
        ORDER BY d."startsAt", d."id"`,
    ),
});
