import type { AuditEvent } from "#core/domain/audit/event.ts";

interface ForwardingClaim {
  readonly fence: number;
  /** The first place in the log that was not delivered yet. */
  readonly next: number;
  /** How often in a row delivery failed. */
  readonly attempts: number;
}

interface ForwardingStanding {
  readonly sinkId: string;
  readonly next: number;
  /** How many events of the log wait. */
  readonly behind: number;
  readonly deliveredAt: Date | null;
  readonly failedAt: Date | null;
  readonly error: string | null;
}

/** How far each sink got along the log. One process at a time works for a sink, told by a lease. */
export interface Forwarding {
  /** Null while another process has the sink, or while a back-off lasts. */
  claim(sinkId: string, leaseMs: number): Promise<ForwardingClaim | null>;
  /** Events from a place on, in the log's order: dense, so that none can be passed over that commits later. */
  eventsFrom(next: number, limit: number): Promise<readonly { readonly index: number; readonly event: AuditEvent }[]>;
  /** Notes that everything before `next` was delivered, and keeps the lease. False: another process has the sink. */
  advance(sinkId: string, fence: number, next: number, leaseMs: number): Promise<boolean>;
  fail(sinkId: string, fence: number, error: string, retryAfterMs: number): Promise<void>;
  release(sinkId: string, fence: number): Promise<void>;
  standing(): Promise<readonly ForwardingStanding[]>;
}
