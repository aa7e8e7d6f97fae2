import type { Door, EventKind } from "#core/domain/audit/event.ts";

interface Named {
  readonly id: string;
  readonly name: string;
}

/** What is shown of an audit event. Instants are ISO 8601; an id that an event has not is null over HTTP. */
export interface ShownEvent {
  readonly position: string;
  readonly at: string;
  readonly kind: EventKind;
  readonly via: Door;
  readonly correlationId: string;
  readonly actor: Named | null;
  readonly person: Named | null;
  readonly entitlement: string | null;
  readonly requestId?: string | null | undefined;
  readonly grantId?: string | null | undefined;
  readonly entitlementId?: string | null | undefined;
  readonly targetId?: string | null | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  /** Of a reading: what it was limited to, by id. */
  readonly names: Readonly<Record<string, string>>;
}
