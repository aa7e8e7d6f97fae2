import { freshBytes } from "#adapters/crypto/fresh-bytes.ts";
import type { Actor, AuditEntry } from "#core/domain/audit/event.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { splitPersonalData } from "#core/domain/audit/tree/personal-data.ts";

/** A row of AuditPersonal; the salt in hexadecimal, since it travels as JSON. */
interface PersonalRow {
  readonly field: string;
  readonly value: unknown;
  readonly salt: string;
}

export interface PartedEvent {
  /** The event's row, without anything personal but the ids by which it is searched. */
  readonly row: AuditEntry & { readonly commitments: Readonly<Record<string, string>> };
  readonly personal: readonly PersonalRow[];
}

/** Takes personal values out of an event and leaves commitments, each with 128 fresh random bits. */
export const partEvent = (by: Actor, entry: AuditEntry): PartedEvent => {
  // As the database would keep it: instants become text, members that are undefined go.
  const data = JSON.parse(JSON.stringify(entry.data ?? {})) as Record<string, unknown>;
  const split = splitPersonalData({ kind: entry.kind, actorId: by.personId, personId: entry.personId, data });
  const salted = split.personal.map(({ field, value }) => ({ field, value, salt: freshBytes(16) }));
  const commitments = salted.map(({ field, value, salt }) => [field, commitment(field, value, salt)] as const);
  return {
    row: { ...entry, data: split.data as Record<string, unknown>, commitments: Object.fromEntries(commitments) },
    personal: salted.map((one) => ({ ...one, salt: one.salt.toString("hex") })),
  };
};
