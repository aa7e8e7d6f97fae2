import type { Database } from "./client.ts";
import type { AuditView } from "#core/domain/audit/saved-search.ts";
import type { SavedSearches } from "#core/ports/saved-searches.ts";

export const createSavedSearches = (prisma: Database): SavedSearches => ({
  of: async (personId) => {
    const select = { name: true, view: true, query: true };
    const rows = await prisma.savedSearch.findMany({ where: { personId }, select, orderBy: { name: "asc" } });
    return rows.map(({ name, view, query }) => ({ name, view: view as AuditView, query }));
  },
  save: async (personId, search) => {
    const key = { personId, name: search.name };
    await prisma.savedSearch.upsert({ where: { personId_name: key }, create: { personId, ...search }, update: search });
  },
  remove: async (personId, name) => {
    await prisma.savedSearch.deleteMany({ where: { personId, name } });
  },
});
