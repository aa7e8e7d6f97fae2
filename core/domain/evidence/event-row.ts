import { z } from "zod";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { decodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import { commitment } from "#core/domain/audit/tree/commitment.ts";
import { leaf } from "#core/domain/audit/tree/leaf.ts";
import { equalBytes, type Sha256 } from "#core/domain/audit/tree/merkle-hash.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";

const json = z.json() as z.ZodType<Json>;
const text = z.string();

/** A row of an evidence pack that is an event, as whoever was sent the pack reads it. */
const eventRow = z.strictObject({
  index: z.int().min(0),
  ...{ position: text, at: z.iso.datetime(), kind: text, actorId: text.nullable(), via: text, correlationId: text },
  personId: text.optional(),
  ...{
    requestId: text.optional(),
    grantId: text.optional(),
    entitlementId: text.optional(),
    targetId: text.optional(),
  },
  data: z.record(text, json),
  /** Of its personal values, by place: what opens their commitments. */
  salts: z.record(text, text),
});
export type EventRow = z.output<typeof eventRow>;

/** The row that a line has; undefined for any other spelling of it, and for anything else. Never throws. */
export function parseEventRow(line: string): EventRow | undefined {
  try {
    const row = eventRow.safeParse(JSON.parse(line));
    return row.success && canonicalJson(row.data) === line ? row.data : undefined;
  } catch {
    // No JSON, or nested deeper than anything that was ever recorded.
    return undefined;
  }
}

/** As the rows of requests and grants are told from. */
export const eventOfRow = ({ index: _index, salts: _salts, at, ...event }: EventRow): AuditEvent =>
  ({ ...event, at: new Date(at) }) as AuditEvent;

export interface RowAgainstEntry {
  readonly holds: boolean;
  /** How many of its personal values were erased: the log says that there was one, and nobody can tell any more which. */
  readonly erased: number;
}

interface Committed {
  readonly commitments?: Readonly<Record<string, string>>;
}

/**
 * Whether a row says what its entry in the log says, byte for byte: its personal values, with their salts, must make the
 * commitments of the entry. What was erased must say so. Never throws: a row comes from anybody.
 */
export function holdAgainstEntry(row: EventRow, entry: Uint8Array, digest?: Sha256): RowAgainstEntry {
  const no = { holds: false, erased: 0 };
  try {
    const { commitments } = JSON.parse(new TextDecoder().decode(entry)) as Committed;
    // An entry too long to name them has a digest over them all: then none can be missing.
    const fields = Object.keys(commitments ?? row.salts);
    const made = fields.map(
      (field) => [field, madeFrom(row, field, digest) ?? erasedIn(row, field, commitments)] as const,
    );
    if (Object.keys(row.salts).some((field) => !fields.includes(field))) return no;
    if (fields.includes("/actorId") !== (row.actorId !== null)) return no;
    if (fields.includes("/personId") !== (row.personId !== undefined)) return no;
    const data = structuredClone(row.data) as Json;
    for (const field of fields) if (isData(field)) place(data, field, () => null);
    const personal = fields.map((field) => ({ field, value: null }));
    const holds = equalBytes(leaf(eventOfRow(row), { data, personal }, new Map(made)), entry);
    return holds ? { holds, erased: fields.filter((field) => row.salts[field] === undefined).length } : no;
  } catch {
    return no;
  }
}

/** The commitment that the row's value and salt make; undefined without a salt. */
function madeFrom(row: EventRow, field: string, digest?: Sha256): string | undefined {
  const salt = row.salts[field];
  return salt === undefined
    ? undefined
    : commitment(field, valueAt(row, field), decodeBase64(salt) ?? new Uint8Array(), digest);
}

/** What the entry says of a value that was erased: nothing may stand in its place but that it was. */
function erasedIn(row: EventRow, field: string, commitments: Committed["commitments"]): string {
  const [said] = [commitments?.[field]];
  if (said === undefined || (isData(field) && valueAt(row, field) !== erasedMark)) throw new Error(field);
  return said;
}

const isData = (field: string): boolean => field.startsWith("/data/");

function valueAt(row: EventRow, field: string): Json {
  if (field === "/actorId") return row.actorId;
  if (field === "/personId") return row.personId ?? null;
  let found: Json = null;
  place(row.data, field, (value) => (found = value));
  return found;
}

/** Puts what `change` makes of it in the place that a JSON pointer into the data names; throws where there is none. */
function place(data: Json, field: string, change: (value: Json) => Json): void {
  const path = field.split("/").slice(2);
  const members = path.map((member) => member.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = members.pop() ?? "";
  const parent = members.reduce<Json | undefined>((at, member) => own(at, member), data);
  const value = own(parent, last);
  if (value === undefined) throw new Error(field);
  (parent as Record<string, Json>)[last] = change(value);
}

const own = (at: Json | undefined, member: string): Json | undefined =>
  typeof at === "object" && at !== null && Object.hasOwn(at, member)
    ? (at as Readonly<Record<string, Json>>)[member]
    : undefined;
