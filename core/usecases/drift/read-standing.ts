import type { Holding } from "#core/domain/holding/holding.ts";
import { isAnothers } from "#core/domain/standing/compare-holders.ts";
import type { StandingAccess } from "#core/domain/standing/standing-access.ts";
import type { TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import type { TargetScan } from "#core/ports/standing.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

export interface StandingView {
  /** Null before the first comparison. */
  readonly scan: Omit<TargetScan, "targetId"> | null;
  /** Without those that are known. */
  readonly count: number;
  /** The newest of them. */
  readonly items: readonly (Pick<
    StandingAccess,
    "id" | "entitlementId" | "account" | "foundAt" | "triedAt" | "error"
  > & {
    readonly entitlement: string;
    /**
     * Whether it bears our mark. `going`: this portal knows what it once gave, and removes it. `unknown`: it does not, as before
     * a restored database was found to be one; after that, and in enforce mode, the comparisons remove it (`remove-strays.ts`).
     */
    readonly mark: "none" | "going" | "unknown";
    /** Why it is let stand, where a reviewed change says so. */
    readonly known: string | null;
    /**
     * Whether another account had this login when it was given this here. A directory that does not change its groups when an entry is
     * renamed or deleted may mean this account by what is left of the other's name; nobody but its administrator can tell.
     */
    readonly isNamesake: boolean;
  })[];
}

const shown = 100;

/** What stands at one target without a grant, and when that was last looked for. For those with a duty in the portal. */
export const readStanding: UseCase<{ targetId: TargetId }, StandingView, "not_allowed"> = async (
  core,
  caller,
  { targetId },
) => {
  if (caller.person.roles.length === 0) return refuse("not_allowed");
  const [scans, counts, knownHere, page] = await Promise.all([
    core.standing.scans(),
    core.standing.countByTarget(),
    core.standing.known(targetId),
    core.standing.page(targetId, { limit: shown }),
  ]);
  // By the account, as the removal itself finds them.
  const comparable = page.items.filter(({ holdingId, accountId }) => holdingId !== null || accountId !== null);
  const [names, holdings] = await Promise.all([
    namedEntitlements(
      core,
      page.items.map(({ entitlementId }) => entitlementId),
    ),
    Promise.all(
      comparable.map(({ account, entitlementId }) => core.holdings.ofAccount(targetId, account, entitlementId)),
    ),
  ]);
  const held = new Map(comparable.map(({ id }, index) => [id, holdings[index] ?? null]));
  const scan = scans.find((each) => each.targetId === targetId);
  return ok({
    scan: scan ? { scannedAt: scan.scannedAt, holders: scan.holders, isDue: scan.isDue, error: scan.error } : null,
    count: counts.get(targetId) ?? 0,
    items: page.items.map(({ id, account, accountId, foundAt, triedAt, error, entitlementId, holdingId }) => ({
      ...{ id, account, foundAt, triedAt, error, entitlementId },
      isNamesake: isHeldByAnother(held.get(id), accountId),
      known: knownHere.find((one) => one.entitlementId === entitlementId && one.account === account)?.reason ?? null,
      entitlement: names.find((each) => each.id === entitlementId)?.name ?? "a retired entitlement",
      mark: holdingId === null ? "none" : held.get(id) ? "going" : "unknown",
    })),
  });
};

const isHeldByAnother = (holding: Holding | null | undefined, accountId: string | null): boolean =>
  !!holding && isAnothers(holding, accountId);
