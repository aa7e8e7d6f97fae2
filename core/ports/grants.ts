import type { Grant, GrantStatus } from "#core/domain/grant/grant.ts";
import type { EntitlementId, GrantId, HoldingId, PersonId, RequestId, ResourceId, TargetId } from "#core/domain/ids.ts";
import type { Page, PageOf } from "#core/domain/page.ts";

export interface GrantFilter {
  readonly status?: GrantStatus | undefined;
  readonly holderId?: PersonId | undefined;
  /** Grants whose request this person may read (domain rule 16). */
  readonly readableBy?: PersonId | undefined;
}

export interface Grants {
  find(id: GrantId): Promise<Grant | null>;
  ofIds(ids: readonly GrantId[]): Promise<readonly Grant[]>;
  ofRequests(ids: readonly RequestId[]): Promise<readonly Grant[]>;
  /** Those of these holdings that are not over: a holding that people share keeps every grant it ever had. */
  openOfHoldings(ids: readonly HoldingId[]): Promise<readonly Grant[]>;
  /** Those of them whose end was accepted unproved, and is not proved yet. */
  unprovedOfHoldings(ids: readonly HoldingId[]): Promise<readonly Grant[]>;
  /** Scheduled, activating, active and ending ones of a person. */
  openOf(personId: PersonId): Promise<readonly Grant[]>;
  /** The same, of a target, a resource or an entitlement. */
  openOn(id: TargetId | ResourceId | EntitlementId): Promise<readonly Grant[]>;
  page(filter: GrantFilter, page: Page): Promise<PageOf<Grant>>;
  /** Grants on an entitlement or of a person whose access may have existed at an instant. */
  at(where: { entitlementId: EntitlementId } | { personId: PersonId }, at: Date): Promise<readonly Grant[]>;
}
