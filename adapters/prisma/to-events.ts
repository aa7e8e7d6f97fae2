import { abouts, type StoredEvent } from "./audit-rows.ts";
import type { Database } from "./client.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { restorePersonalData } from "#core/domain/audit/restore-personal-data.ts";
import type { Json } from "#core/domain/audit/tree/canonical-json.ts";

interface PersonalValue {
  readonly eventId: bigint;
  readonly field: string;
  readonly value: Json;
}

const inData = (field: string): boolean => field.startsWith("/data/");

/** Rows as events, with personal values put back where they were; what was erased says so. One query for all of them. */
export const toEvents = async (prisma: Database, rows: readonly StoredEvent[]): Promise<readonly AuditEvent[]> =>
  (await withPersonalValues(prisma, rows)).map(toEvent);

const withPersonalValues = async (prisma: Database, rows: readonly StoredEvent[]): Promise<readonly StoredEvent[]> => {
  const parted = rows.filter(({ commitments }) => Object.keys(commitments).some(inData)).map(({ id }) => id);
  if (parted.length === 0) return rows;
  const values = await prisma.$queryRaw<PersonalValue[]>`
    SELECT "eventId", "field", "value" FROM "AuditPersonal" WHERE "eventId" = ANY (${parted}::bigint[])`;
  const byEvent = Map.groupBy(values, ({ eventId }) => eventId);
  return rows.map((row) => {
    const fields = Object.keys(row.commitments).filter(inData);
    if (fields.length === 0) return row;
    const known = new Map(byEvent.get(row.id)?.map(({ field, value }) => [field, value]));
    return { ...row, data: restorePersonalData(row.data as Json, fields, known) as Record<string, unknown> };
  });
};

/** What an event is not about is absent, not null. */
const toEvent = ({ id, ...event }: StoredEvent): AuditEvent => {
  const subjects = Object.fromEntries(abouts.flatMap((name) => (event[name] ? [[name, event[name]]] : [])));
  const { at, kind, actorId, via, correlationId, data } = event;
  return { position: String(id), at, kind, actorId, via, correlationId, data, ...subjects };
};
