import type { BundleId } from "#core/domain/ids.ts";
import { ok } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { type NamedEntitlement, namedEntitlements } from "#core/usecases/named-entitlements.ts";

export interface BundleView {
  readonly id: BundleId;
  readonly name: string;
  readonly description: string;
  /** Only those that can still be requested. */
  readonly entitlements: readonly NamedEntitlement[];
}

/** What can be requested as one. Anybody may see it; what each entitlement would need is for policy to say. */
export const listBundles: UseCase<Record<string, never>, readonly BundleView[], never> = async (core) => {
  const [bundles, open] = await Promise.all([core.catalogue.bundles(), core.catalogue.all()]);
  const known = new Set(open.map(({ entitlement }) => entitlement.id));
  const current = bundles
    .filter(({ retiredAt }) => retiredAt === null)
    .map((bundle) => ({ ...bundle, entitlementIds: bundle.entitlementIds.filter((id) => known.has(id)) }))
    .filter(({ entitlementIds }) => entitlementIds.length > 0);
  const entitlements = await namedEntitlements(
    core,
    current.flatMap(({ entitlementIds }) => entitlementIds),
  );
  return ok(
    current.map(({ id, name, description, entitlementIds }) => ({
      ...{ id, name, description },
      entitlements: entitlements.filter((each) => entitlementIds.includes(each.id)),
    })),
  );
};
