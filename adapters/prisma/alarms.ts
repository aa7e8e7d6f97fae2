import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeInstantCursor, pageOf } from "./keyset.ts";
import { asRowOrNull, asRows, columns } from "./rows.ts";
import type { Alarm } from "#core/domain/alarm/alarm.ts";
import type { Alarms } from "#core/ports/alarms.ts";

export const createAlarms = (prisma: Database): Alarms => ({
  find: async (id) => asRowOrNull("Alarm", await prisma.alarm.findUnique({ where: { id } })),
  open: async () =>
    asRows(
      "Alarm",
      await prisma.alarm.findMany({
        where: { openKey: { not: null } },
        orderBy: [{ raisedAt: "desc" }, { id: "desc" }],
      }),
    ),
  page: async (page) => {
    const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
    const before = cursor
      ? Prisma.sql`WHERE (a."raisedAt", a."id") < (${cursor.at}::timestamptz, ${cursor.id})`
      : Prisma.empty;
    const rows = await prisma.$queryRaw<Alarm[]>`
      SELECT ${columns("Alarm", "a")} FROM "Alarm" a ${before}
      ORDER BY a."raisedAt" DESC, a."id" DESC LIMIT ${page.limit + 1}`;
    return pageOf(asRows("Alarm", rows), page, (alarm) => [alarm.raisedAt.toISOString(), alarm.id]);
  },
});
