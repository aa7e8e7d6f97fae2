import type { Database } from "./client.ts";
import { asRowOrNull } from "./rows.ts";
import type { Portals } from "#core/ports/portals.ts";

export const createPortals = (prisma: Database): Portals => ({
  current: async () => {
    const portals = await prisma.portal.findMany({ take: 2 });
    if (portals.length > 1) throw new Error("this database claims to belong to more than one portal");
    return asRowOrNull("Portal", portals[0] ?? null);
  },
  setupLink: async (hash) => asRowOrNull("SetupLink", await prisma.setupLink.findUnique({ where: { id: hash } })),
});
