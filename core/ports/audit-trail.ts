import type { AuditEvent, EventKind } from "#core/domain/audit/event.ts";
import type { EntitlementId, GrantId, PersonId, RequestId, TargetId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

export interface AuditFilter {
  readonly kind?: EventKind | undefined;
  readonly actorId?: PersonId | undefined;
  readonly personId?: PersonId | undefined;
  readonly requestId?: RequestId | undefined;
  readonly grantId?: GrantId | undefined;
  readonly entitlementId?: EntitlementId | undefined;
  readonly targetId?: TargetId | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
}

/** The record, to read. Writing it is `Store.commit`'s alone. */
export interface AuditTrail {
  /** Newest first, by keyset. */
  page(filter: AuditFilter, page: Page): Promise<PageOf<AuditEvent>>;
  /** The event at a position, with its neighbours in the record: the nearest `count` on either side, oldest first. */
  around(position: string, count: number): Promise<readonly AuditEvent[]>;
  /**
   * Everything the record says about the grants that may have existed at an instant on an entitlement or of a person:
   * events of `accessEventKinds` in the record's order, later ones too.
   */
  accessEvents(
    where: { readonly entitlementId: EntitlementId } | { readonly personId: PersonId },
    at: Date,
  ): Promise<readonly AuditEvent[]>;
  /** Events of one kind about these requests, in the record's order. */
  ofRequests(ids: readonly RequestId[], kind: EventKind): Promise<readonly AuditEvent[]>;
  /** Oldest first, in batches, in constant memory. */
  export(filter: AuditFilter): AsyncIterable<AuditEvent>;
  /** When this person last left an event of this kind with this data key, if within the last `withinMs`. */
  readRecently(personId: PersonId, view: string, withinMs: number): Promise<boolean>;
}
