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
  /** Oldest first, in batches, in constant memory. */
  export(filter: AuditFilter): AsyncIterable<AuditEvent>;
  /** When this person last left an event of this kind with this data key, if within the last `withinMs`. */
  readRecently(personId: PersonId, view: string, withinMs: number): Promise<boolean>;
}
