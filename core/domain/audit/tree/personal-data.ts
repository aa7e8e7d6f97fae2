import type { AuditEvent } from "#core/domain/audit/event.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";

/** A value that must not be readable in the log, with where it stands in the event: `/actorId`, `/data/comment`. */
interface PersonalValue {
  /** A JSON pointer (RFC 6901). */
  readonly field: string;
  readonly value: Json;
}

export interface SplitEvent {
  /** The event's data with null in the place of each personal value. */
  readonly data: Json;
  readonly personal: readonly PersonalValue[];
}

/** Members of an event's data that hold a person's words, name, address or login, or free text that may repeat them. */
const personalMembers: ReadonlySet<string> = new Set([
  "account",
  "address",
  "attributes",
  "comment",
  "displayName",
  "email",
  "error",
  "justification",
  "personName",
  "reason",
  "subject",
  "summary",
  "ticket",
  "userAgent",
  "userName",
]);

/** In these kinds a member called `name` is a person's, or in a person's words; elsewhere it names a target or a group. */
const namesPeople: ReadonlySet<AuditEvent["kind"]> = new Set([
  "firstAdministratorCreated",
  "passkeyEnrolled",
  "passkeyRemoved",
  "passkeyRenamed",
  "personAdded",
  "personAddedUnreviewed",
  "personChanged",
  "personDisabled",
  "personEnabled",
  "signInFailed",
  "signedIn",
  "tokenCreated",
  "tokenRevoked",
]);

const personId = /\bper_[0-9A-Za-z]/;

/**
 * Parts an event into what its leaf may say and what it may only commit to. Any text that contains a person's id counts as
 * personal wherever it stands, also as a member's name, so that a new kind of event cannot leak one by oversight.
 */
export function splitPersonalData(event: Pick<AuditEvent, "kind" | "actorId" | "personId" | "data">): SplitEvent {
  const personal: PersonalValue[] = [];
  const take = (field: string, value: Json): null => {
    personal.push({ field, value });
    return null;
  };
  const part = (field: string, member: string, value: Json): Json => {
    if (value === null) return null;
    if (personalMembers.has(member) || (member === "name" && namesPeople.has(event.kind))) return take(field, value);
    if (typeof value === "string") return personId.test(value) ? take(field, value) : value;
    if (typeof value !== "object") return value;
    if (isArray(value)) return value.map((inner, at) => part(`${field}/${at}`, "", inner));
    if (Object.keys(value).some((key) => personId.test(key))) return take(field, value);
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) =>
        inner === undefined ? [] : [[key, part(`${field}/${escapePointer(key)}`, key, inner)]],
      ),
    );
  };
  if (event.actorId !== null) take("/actorId", event.actorId);
  if (event.personId !== undefined) take("/personId", event.personId);
  // A copy that is plain JSON or nothing: a Date or a class in the data throws here rather than passing unread.
  const data = JSON.parse(canonicalJson(event.data as Json)) as Json;
  return { data: part("/data", "", data), personal };
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

const escapePointer = (member: string): string => member.replaceAll("~", "~0").replaceAll("/", "~1");
