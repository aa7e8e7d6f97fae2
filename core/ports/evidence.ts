import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import type { GrantId, RequestId } from "#core/domain/ids.ts";
import type { PublishedCheckpoint } from "#core/ports/log.ts";

/** An event with its place in the log. */
export interface LoggedEvent {
  readonly index: number;
  readonly event: AuditEvent;
  /** By the place of each personal value in it: the salt, in base64, that opens its commitment. None for what was erased. */
  readonly salts: Readonly<Record<string, string>>;
}

/** A part of the log: the leaves of a tree of this size, of which events within these instants. */
export interface LogPart {
  readonly size: number;
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
}

/**
 * The record as one checkpoint covers it, to be read whole. What is asked twice of the same checkpoint is answered alike,
 * however much happened since; only an erasure of personal data changes it.
 */
export interface Evidence {
  /** The checkpoint that signs a tree of exactly this size; null where none does. */
  checkpoint(size: number): Promise<PublishedCheckpoint | null>;
  /** Events of these kinds, of all kinds for null, from leaf `next` on, in the log's order. */
  events(
    part: LogPart,
    kinds: readonly EventKind[] | null,
    next: number,
    limit: number,
  ): Promise<readonly LoggedEvent[]>;
  count(part: LogPart, kinds: readonly EventKind[]): Promise<number>;
  /** Everything that the tree of this size says about these, in the log's order, whenever it happened. */
  about(
    subject: { readonly grantIds: readonly GrantId[] } | { readonly requestIds: readonly RequestId[] },
    size: number,
  ): Promise<readonly LoggedEvent[]>;
}
