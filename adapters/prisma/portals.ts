import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import { asRowOrNull, columns } from "./rows.ts";
import type { Portal } from "#core/domain/portal.ts";
import type { Portals } from "#core/ports/portals.ts";

export const createPortals = (prisma: Database): Portals => ({
  current: async () => {
    const [portal, another] = await prisma.$queryRaw<Portal[]>`${Prisma.raw(preparedMark)}
      SELECT ${columns("Portal", "p")} FROM "Portal" p LIMIT 2`;
    if (another) throw new Error("this database claims to belong to more than one portal");
    return asRowOrNull("Portal", portal ?? null);
  },
  setupLink: async (hash) => asRowOrNull("SetupLink", await prisma.setupLink.findUnique({ where: { id: hash } })),
});
