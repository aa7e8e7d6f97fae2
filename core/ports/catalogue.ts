import type { Bundle } from "#core/domain/catalogue/bundle.ts";
import type { CatalogueItem, Retirable, Target } from "#core/domain/catalogue/entitlement.ts";
import type { Found } from "#core/domain/catalogue/search.ts";
import type { EntitlementId, PersonId, ResourceId, TargetId } from "#core/domain/ids.ts";

export interface TargetHealth {
  readonly targetId: TargetId;
  readonly seenAt: Date | null;
  readonly clockOffsetMs: number | null;
  readonly failedAt: Date | null;
  readonly error: string | null;
  /** Failures since it last answered. */
  readonly failures: number;
  /** After many failures one call at a time tries the target, no sooner than this. */
  readonly probeAt: Date | null;
}

export interface Catalogue {
  /** Everything that can be requested: entitlements, resources and targets that are not retired. */
  all(): Promise<readonly CatalogueItem[]>;
  /**
   * Of those, what answers a search, by resource and action; an empty one finds everything. Forgives typos. 10,000 entitlements
   * are searched in memory, which is made anew when the catalogue's epoch moved.
   */
  search(query: string): Promise<readonly Found[]>;
  /** Those with these ids, retired ones included, because old grants name them. */
  ofIds(ids: readonly EntitlementId[]): Promise<readonly CatalogueItem[]>;
  /** Every bundle, retired ones included, by name. */
  bundles(): Promise<readonly Bundle[]>;
  /** The target, resource or entitlement with this id, and whatever becomes of it. */
  retirable(id: TargetId | ResourceId | EntitlementId): Promise<Retirable | null>;
  /** What is being retired and has no grant any more that is not over. */
  retirementsDone(): Promise<readonly Retirable[]>;
  targets(): Promise<readonly Target[]>;
  findTarget(id: TargetId): Promise<Target | null>;
  health(): Promise<readonly TargetHealth[]>;
  /**
   * Records what was last seen of a target; evidence of nothing, so it is not audited. After `circuitOpensAt` failures in a row
   * the target is left to one call at a time (`Holdings.claimDue`), until one of them is answered.
   */
  noteHealth(id: TargetId, seen: { readonly clockOffsetMs: number } | { readonly error: string }): Promise<void>;
  favourites(personId: PersonId): Promise<readonly EntitlementId[]>;
  setFavourite(personId: PersonId, entitlementId: EntitlementId, on: boolean): Promise<void>;
}
