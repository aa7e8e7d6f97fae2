import type { EntitlementId, GroupId, TargetId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/** An entitlement as people know it. */
export interface NamedEntitlement {
  readonly id: EntitlementId;
  readonly name: string;
  readonly description: string;
  readonly action: string;
  readonly resource: string;
  readonly target: { readonly id: TargetId; readonly name: string; readonly kind: string };
  readonly tags: Readonly<Record<string, string>>;
  /** Its secret is made only for a holder who confirms it with a passkey. */
  readonly sensitive: boolean;
  readonly ownerGroup: string | null;
  readonly ownerGroupId: GroupId | null;
}

export const namedEntitlements = async (
  core: Core,
  ids: readonly EntitlementId[],
): Promise<readonly NamedEntitlement[]> => {
  const items = await core.catalogue.ofIds([...new Set(ids)]);
  return items.map(({ entitlement, resource, target, ownerGroup }) => ({
    id: entitlement.id,
    name: entitlement.name,
    description: entitlement.description,
    action: entitlement.action,
    resource: resource.name,
    target: { id: target.id, name: target.name, kind: target.kind },
    tags: resource.tags,
    sensitive: entitlement.sensitive,
    ownerGroup,
    ownerGroupId: resource.ownerGroupId,
  }));
};
