import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeCursor, pageOf } from "./keyset.ts";
import { asRow, asRowOrNull, asRows, columns } from "./rows.ts";
import type { Person } from "#core/domain/directory/person.ts";
import type { People } from "#core/ports/people.ts";

export const createPeople = (prisma: Database): People => ({
  find: async (id) => asRowOrNull("Person", await prisma.person.findUnique({ where: { id } })),
  findByEmail: async (email) => {
    const [row] = await prisma.$queryRaw<Person[]>`
      SELECT ${columns("Person", "p")} FROM "Person" p WHERE lower(p."email") = lower(${email})`;
    return row ? asRow("Person", row) : null;
  },
  ofIds: async (ids) => asRows("Person", await prisma.person.findMany({ where: { id: { in: [...ids] } } })),
  ofEmails: async (emails) => {
    const rows = await prisma.$queryRaw<Person[]>`
      SELECT ${columns("Person", "p")} FROM "Person" p
      WHERE lower(p."email") = ANY (SELECT lower(e) FROM unnest(${[...emails]}::text[]) e)`;
    return asRows("Person", rows);
  },
  enabledWith: async (role) =>
    asRows("Person", await prisma.person.findMany({ where: { roles: { has: role }, disabledAt: null } })),
  page: async (search, page) => {
    const [name, id] = page.cursor === undefined ? [] : decodeCursor(page.cursor, 2);
    const found = search === "" ? Prisma.sql`true` : matching(search);
    const after = id === undefined ? Prisma.sql`true` : Prisma.sql`(p."name", p."id") > (${name}, ${id})`;
    const rows = await prisma.$queryRaw<Person[]>`
      SELECT ${columns("Person", "p")} FROM "Person" p WHERE ${found} AND ${after}
      ORDER BY p."name", p."id" LIMIT ${page.limit + 1}`;
    return pageOf(asRows("Person", rows), page, (person) => [person.name, person.id]);
  },
  localAccount: async (id) => asRowOrNull("LocalAccount", await prisma.localAccount.findUnique({ where: { id } })),
  recoveryLink: async (hash) => asRowOrNull("RecoveryLink", await prisma.recoveryLink.findUnique({ where: { hash } })),
  recoveryLinkOf: async (id) => asRowOrNull("RecoveryLink", await prisma.recoveryLink.findUnique({ where: { id } })),
  withRole: async (role) =>
    asRows("Person", await prisma.person.findMany({ where: { roles: { has: role }, disabledAt: null } })),
  hasAdministrator: async () =>
    (await prisma.person.findFirst({
      where: { roles: { has: "administrator" }, disabledAt: null },
      select: { id: true },
    })) !== null,
  groups: async () => asRows("Group", await prisma.group.findMany({ orderBy: { name: "asc" } })),
  findGroup: async (id) => asRowOrNull("Group", await prisma.group.findUnique({ where: { id } })),
});

const matching = (search: string): Prisma.Sql =>
  Prisma.sql`(strpos(lower(p."name"), lower(${search})) > 0 OR strpos(lower(p."email"), lower(${search})) > 0)`;
