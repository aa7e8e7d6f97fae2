import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import { longestEntry } from "#core/domain/audit/tree/entry-bundle.ts";
import type { SplitEvent } from "#core/domain/audit/tree/personal-data.ts";

/** An event as the log names it: everything but persons and data, which come parted and committed to. */
export type LeafEvent = Pick<
  AuditEvent,
  "position" | "at" | "kind" | "via" | "correlationId" | "requestId" | "grantId" | "entitlementId" | "targetId"
>;

/**
 * The entry of an event in the log: its canonical JSON (RFC 8785), the same bytes for the same event for ever. Personal data
 * enters as `commitments` alone, from field to commitment; they must cover exactly the values that were parted, or it throws:
 * an event is never logged with less said of it than happened. Data too long for an entry (65,535 bytes) is replaced by
 * `dataSha256`, the digest of its canonical JSON, so that no event can stop the log.
 */
export function leaf(
  event: LeafEvent,
  { data, personal }: SplitEvent,
  commitments: ReadonlyMap<string, string>,
): Uint8Array {
  const missing = personal.find(({ field }) => !commitments.has(field));
  if (missing !== undefined) throw new Error(`event ${event.position} has no commitment for ${missing.field}`);
  if (commitments.size !== personal.length) throw new Error(`event ${event.position} has commitments to nothing`);
  const named: Record<string, Json | undefined> = {
    format: "lapse-event-1",
    position: event.position,
    at: event.at.toISOString(),
    kind: event.kind,
    via: event.via,
    correlationId: event.correlationId,
    requestId: event.requestId,
    grantId: event.grantId,
    entitlementId: event.entitlementId,
    targetId: event.targetId,
  };
  const whole = utf8ToBytes(canonicalJson({ ...named, data, commitments: Object.fromEntries(commitments) }));
  if (whole.length <= longestEntry) return whole;
  const digest = (value: Json): string => encodeBase64(sha256(utf8ToBytes(canonicalJson(value))));
  // Commitments are few in an ordinary event, but an array of a thousand members has a thousand.
  const short = { ...named, dataSha256: digest(data), commitmentsSha256: digest(Object.fromEntries(commitments)) };
  return utf8ToBytes(canonicalJson(short));
}
