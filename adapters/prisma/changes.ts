import type { Database } from "./client.ts";
import { asRowOrNull, asRows } from "./rows.ts";
import type { Changes } from "#core/ports/changes.ts";

export const createChanges = (prisma: Database): Changes => ({
  find: async (id) => asRowOrNull("Change", await prisma.change.findUnique({ where: { id } })),
  ofIds: async (ids) => asRows("Change", await prisma.change.findMany({ where: { id: { in: [...ids] } } })),
  list: async (status) =>
    asRows(
      "Change",
      await prisma.change.findMany({
        where: status ? { status } : {},
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      }),
    ),
});
