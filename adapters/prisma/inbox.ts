import { Prisma } from "./generated/client.ts";
import type { Database } from "./client.ts";
import { decodeInstantCursor, pageOf } from "./keyset.ts";
import { noticeColumns } from "./outbox.ts";
import type { DeliveryId } from "#core/domain/ids.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import type { Inbox, InboxItem } from "#core/ports/inbox.ts";

type Row = Notice & { deliveryId: DeliveryId; toldAt: Date; readAt: Date | null };

export const createInbox = (prisma: Database): Inbox => ({
  page: async (personId, page) => {
    const cursor = page.cursor === undefined ? null : decodeInstantCursor(page.cursor);
    const after = cursor
      ? Prisma.sql`(d."createdAt", d."id") < (${cursor.at}::timestamptz, ${cursor.id})`
      : Prisma.sql`true`;
    const rows = await prisma.$queryRaw<Row[]>`
      SELECT ${noticeColumns}, d."id" AS "deliveryId", d."createdAt" AS "toldAt", d."readAt"
      FROM "Delivery" d JOIN "Notice" n ON n."id" = d."noticeId"
      WHERE d."recipient" = ${personId} AND d."channel" = 'inbox' AND ${after}
      ORDER BY d."createdAt" DESC, d."id" DESC LIMIT ${page.limit + 1}`;
    const items = rows.map(({ deliveryId, toldAt, readAt, ...notice }): InboxItem => ({
      id: deliveryId,
      createdAt: toldAt,
      readAt,
      notice,
    }));
    return pageOf(items, page, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  },
  unread: async (personId) => {
    const [row] = await prisma.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM "Delivery" d
      WHERE d."recipient" = ${personId} AND d."channel" = 'inbox' AND d."readAt" IS NULL`;
    return row?.n ?? 0;
  },
  markRead: async (personId, ids) => {
    const which = ids === null ? Prisma.sql`true` : Prisma.sql`d."id" = ANY(${[...ids]}::text[])`;
    await prisma.$executeRaw`
      UPDATE "Delivery" d SET "readAt" = date_trunc('milliseconds', clock_timestamp())
      WHERE d."recipient" = ${personId} AND d."channel" = 'inbox' AND d."readAt" IS NULL AND ${which}`;
  },
});
