import { endsByTime } from "#core/domain/holding/ends-by-time.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { GrantId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";
import type { Place } from "#core/usecases/access-of.ts";

/** Access of which this process knows when it must be gone, and everything that taking it away needs. */
export interface KnownEnd {
  readonly holding: Holding;
  readonly place: Place;
  /** The grant that ends last. */
  readonly grantId: GrantId;
  /** By this process' monotonic clock. */
  readonly dueMs: number;
}

/** What the database said the time was, and when by the monotonic clock it was asked. */
export interface Reading {
  readonly now: Date;
  readonly askedMs: number;
}

/** How far a process looks ahead: longer than a database is away without somebody working on it. */
const horizonMs = 60 * 60_000;
/** What a process keeps in memory at most, those that end first: about two megabytes. */
const mostKnown = 2_000;

/** The ends that come next. Counted from when the clock was asked, so that they come early by as long as it took, and never late. */
export const readKnownEnds = async (core: Core, { now, askedMs }: Reading): Promise<readonly KnownEnd[]> => {
  const holdings = await core.holdings.dueWithin(horizonMs, mostKnown);
  if (holdings.length === 0) return [];
  const [grants, items, portal] = await Promise.all([
    core.grants.openOfHoldings(holdings.map(({ id }) => id)),
    core.catalogue.ofIds([...new Set(holdings.map(({ entitlementId }) => entitlementId))]),
    core.portals.current(),
  ]);
  if (!portal) return [];
  const grantsOf = Map.groupBy(grants, ({ holdingId }) => holdingId);
  const itemOf = new Map(items.map((item) => [item.entitlement.id, item]));
  return holdings.flatMap((holding): readonly KnownEnd[] => {
    const own = grantsOf.get(holding.id) ?? [];
    const item = itemOf.get(holding.entitlementId);
    const endsAt = endsByTime(holding, own, now);
    const last = own.find(
      (grant) => endsAt !== null && endsByTime(holding, [grant], now)?.getTime() === endsAt.getTime(),
    );
    if (!item || !endsAt || !last || isLeftStanding(holding, item.target.driftMode)) return [];
    return [{ holding, place: { portal, item }, grantId: last.id, dueMs: askedMs + endsAt.getTime() - now.getTime() }];
  });
};

/** What others gave is not ours to take (domain rule 14, report mode). */
const isLeftStanding = ({ standing }: Holding, driftMode: string): boolean =>
  standing === true && driftMode === "report";
