import { Prisma } from "./generated/client.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { BadCursor } from "#core/domain/page.ts";
import type { AuditFilter } from "#core/ports/audit-trail.ts";

/** An event as its table has it: with null in the place of each personal value. */
export type StoredEvent = Omit<AuditEvent, "position"> & {
  readonly id: bigint;
  readonly commitments: Readonly<Record<string, string>>;
};

/**
 * No event's instant lies further from the instant at which it got its position: both fall into one statement, and a
 * statement ends within 30 s. The rest is for a clock that was set.
 */
export const skew = Prisma.raw(`interval '5 minutes'`);

const equals = ["kind", "actorId", "personId", "requestId", "grantId", "entitlementId", "targetId"] as const;
/** What an event may be about, in the order in which it is written. */
export const abouts = ["personId", "requestId", "grantId", "entitlementId", "targetId"] as const;

/** For an explicit SELECT from "AuditEvent" under the name `e`. */
export const eventColumns = Prisma.raw(
  ["id", "at", "kind", "actorId", "via", ...equals.slice(2), "correlationId", "data", "commitments"]
    .map((name) => `e."${name}"`)
    .join(", "),
);

/**
 * Positions that can have an instant from `from` on: found in the index over time, so that a filter's own index, which is
 * ordered by position, need not be walked from the beginning.
 */
export const notBefore = (from: Prisma.Sql): Prisma.Sql => Prisma.sql`e."id" > coalesce((
  SELECT x."id" FROM "AuditEvent" x WHERE x."at" < ${from} - ${skew} ORDER BY x."at" DESC, x."id" DESC LIMIT 1), 0)`;

/** Positions that can have an instant before `to`. */
export const before = (to: Date): Prisma.Sql => Prisma.sql`e."id" < coalesce((
  SELECT x."id" FROM "AuditEvent" x WHERE x."at" >= ${to}::timestamptz + ${skew} ORDER BY x."at", x."id" LIMIT 1),
  9223372036854775807)`;

export const conditions = (filter: AuditFilter): readonly Prisma.Sql[] => {
  const { from, to } = filter;
  return [
    ...equals.flatMap((name) =>
      filter[name] === undefined ? [] : [Prisma.sql`e.${Prisma.raw(`"${name}"`)} = ${filter[name]}`],
    ),
    ...(from ? [Prisma.sql`e."at" >= ${from}::timestamptz AND ${notBefore(Prisma.sql`${from}::timestamptz`)}`] : []),
    ...(to ? [Prisma.sql`e."at" < ${to}::timestamptz AND ${before(to)}`] : []),
  ];
};

/** A position as PostgreSQL counts; throws `BadCursor` for text that is none. */
export const positionOf = (text: string): bigint => {
  if (!/^[1-9]\d{0,17}$/.test(text)) throw new BadCursor();
  return BigInt(text);
};
