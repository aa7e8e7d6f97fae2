import { Prisma } from "../generated/client.ts";
import { before, notBefore } from "../audit-rows.ts";
import type { Database } from "../client.ts";
import type { EventKind } from "#core/domain/audit/event.ts";
import type { Window } from "#core/domain/report/report.ts";
import type { DayCount, EventCount } from "#core/ports/report-rows.ts";

export const outcomesByDay = (prisma: Database, { from, to }: Window): Promise<DayCount[]> =>
  prisma.$queryRaw<DayCount[]>`
    SELECT (r."createdAt" AT TIME ZONE 'UTC')::date::text AS day,
      count(*) FILTER (WHERE r."status" = 'approved' AND r."decidedAt" = r."createdAt")::int AS automatic,
      count(*) FILTER (WHERE r."status" = 'approved' AND r."decidedAt" <> r."createdAt")::int AS approved,
      count(*) FILTER (WHERE r."status" = 'denied')::int AS denied,
      count(*) FILTER (WHERE r."status" = 'lapsed' OR (r."status" = 'pending' AND r."lapsesAt" <= statement_timestamp()))::int
        AS lapsed
    FROM "Request" r WHERE r."createdAt" >= ${from}::timestamptz AND r."createdAt" < ${to}::timestamptz
    GROUP BY (r."createdAt" AT TIME ZONE 'UTC')::date ORDER BY 1`;

export const eventsByDay = (
  prisma: Database,
  kinds: readonly EventKind[],
  { from, to }: Window,
): Promise<EventCount[]> => prisma.$queryRaw<EventCount[]>`
  SELECT (e."at" AT TIME ZONE 'UTC')::date::text AS day, e."kind", count(*)::int AS count
  FROM "AuditEvent" e
  WHERE e."kind" IN (${Prisma.join([...kinds])})
    AND e."at" >= ${from}::timestamptz AND ${notBefore(Prisma.sql`${from}::timestamptz`)}
    AND e."at" < ${to}::timestamptz AND ${before(to)}
  GROUP BY (e."at" AT TIME ZONE 'UTC')::date, e."kind" ORDER BY 1, 2`;
