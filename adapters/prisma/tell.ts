import { Prisma } from "./generated/client.ts";
import { preparedMark, type Database } from "./client.ts";
import type { Ids } from "#core/ports/ids.ts";
import type { Told } from "#core/ports/outbox.ts";

/** What calls people to a request, as long as it waits. */
export const calls = Prisma.sql`('requestToDecide', 'requestLapsesSoon', 'requestUnreachable')`;

const outboxInserts = (told: Told): readonly object[] => [
  ...(told.notice ? [{ ...told.notice, dueAt: null }] : []),
  ...told.followUps.map(({ notice, dueAt }) => ({ ...notice, dueAt })),
];

/** One statement, so that a worker which dies has told wholly or not at all. What is there already stays as it is. */
export const tell = async (prisma: Database, ids: Ids, told: Told): Promise<void> => {
  const { notice, eventPosition, settles } = told;
  const deliveries = told.deliveries.map(({ channel, recipient, leavesAt }) => ({
    ...{
      id: ids.newId("dlv"),
      noticeId: notice?.id,
      channel,
      recipient,
      requestId: notice?.requestId,
      dueAt: leavesAt,
    },
  }));
  await prisma.$executeRaw`${Prisma.raw(preparedMark)}
    WITH clock AS MATERIALIZED (SELECT date_trunc('milliseconds', clock_timestamp()) AS at),
    notices AS (
      INSERT INTO "Notice" ("id", "kind", "requestId", "grantId", "targetId", "changeId", "personId", "actorId", "data", "createdAt", "dueAt")
      SELECT r."id", r."kind", r."requestId", r."grantId", r."targetId", r."changeId", r."personId", r."actorId", r."data",
        r."createdAt", r."dueAt"
      FROM jsonb_populate_recordset(NULL::"Notice", ${JSON.stringify(outboxInserts(told))}::jsonb) r
      ON CONFLICT ("id") DO NOTHING
    ),
    due AS (
      UPDATE "Notice" n SET "dueAt" = NULL, "leaseUntil" = NULL
      WHERE ${eventPosition === null}::boolean AND n."id" = ${notice?.id ?? null}
    ),
    event AS (DELETE FROM "Outbox" o WHERE o."eventId" = ${eventPosition}::bigint),
    deliveries AS (
      INSERT INTO "Delivery" ("id", "noticeId", "channel", "recipient", "requestId", "status", "dueAt", "attempts", "createdAt", "settledAt")
      SELECT r."id", r."noticeId", r."channel", r."recipient", r."requestId",
        CASE r."channel" WHEN 'inbox' THEN 'delivered' ELSE 'waiting' END,
        CASE r."channel" WHEN 'inbox' THEN NULL ELSE r."dueAt" END, 0, c.at,
        CASE r."channel" WHEN 'inbox' THEN c.at END
      FROM clock c, jsonb_populate_recordset(NULL::"Delivery", ${JSON.stringify(deliveries)}::jsonb) r
      ON CONFLICT ("noticeId", "channel", "recipient") DO NOTHING
    )
    UPDATE "Delivery" d SET
      "readAt" = CASE WHEN d."channel" = 'inbox' THEN coalesce(d."readAt", c.at) END,
      "dueAt" = CASE WHEN d."channel" <> 'inbox' THEN coalesce(d."dueAt", c.at) END
    FROM clock c
    WHERE d."requestId" = ${settles}
      AND d."noticeId" IN (SELECT n."id" FROM "Notice" n
        WHERE n."requestId" = ${settles} AND n."kind" IN ${calls})
      AND (d."channel" = 'inbox' OR (d."channel" IN ('slack', 'slack-channel') AND d."status" IN ('waiting', 'delivered')))`;
};
