import type { Entitlement } from "#core/domain/catalogue/entitlement.ts";
import type { Account } from "#core/domain/holding/account.ts";
import type { EntitlementId, GroupId, ResourceId, TargetId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { listTargets, type TargetView } from "#core/usecases/targets/list-targets.ts";

export interface TargetEntitlement extends Pick<
  Entitlement,
  "id" | "action" | "name" | "description" | "mapping" | "sensitive"
> {
  readonly resource: string;
  readonly resourceId: ResourceId;
  readonly tags: Readonly<Record<string, string>>;
  readonly owner: string | null;
  readonly ownerGroupId: GroupId | null;
  /** Grants of it that are not over, scheduled ones included, and the first of those who hold them. */
  readonly openGrants: number;
  readonly holders: readonly string[];
}

const mostNamed = 5;

/** Whose login is whose. */
interface TargetAccount {
  readonly person: PersonName;
  readonly account: string;
  readonly source: Account["source"];
}

export interface TargetDetail extends TargetView {
  readonly items: readonly TargetEntitlement[];
  /** Ends that were accepted unproved when it was given up, and that it has not confirmed since. */
  readonly unproved: number;
  /** Empty where logins are made for each grant. */
  readonly accounts: readonly TargetAccount[];
}

/** One target with everything that can be requested of it. For whoever may see the list. */
export const readTarget: UseCase<{ targetId: TargetId }, TargetDetail, "not_allowed" | "not_found"> = async (
  core,
  caller,
  { targetId },
) => {
  const targets = await listTargets(core, caller, {});
  if (!targets.ok) return targets;
  const view = targets.value.find(({ id }) => id === targetId);
  if (!view) return refuse("not_found");
  const [all, held, unproved] = await Promise.all([
    core.catalogue.all(),
    heldAt(core, targetId),
    core.reports.unverifiedByTarget(),
  ]);
  const items = all.filter(({ target }) => target.id === targetId);
  return ok({
    ...view,
    unproved: unproved.get(targetId) ?? 0,
    accounts: await accountsAt(core, targetId),
    items: items.map(({ entitlement, resource, ownerGroup }) => {
      const { id, action, name, description, mapping, sensitive } = entitlement;
      return {
        ...{ id, action, name, description, mapping, sensitive },
        resource: resource.name,
        resourceId: resource.id,
        tags: resource.tags,
        owner: ownerGroup,
        ownerGroupId: resource.ownerGroupId,
        ...(held.get(id) ?? { openGrants: 0, holders: [] }),
      };
    }),
  });
};

const accountsAt = async (core: Core, targetId: TargetId): Promise<readonly TargetAccount[]> => {
  const accounts = await core.accounts.at(targetId);
  const name = await namesOf(
    core,
    accounts.map(({ personId }) => personId),
  );
  return accounts.map(({ personId, account, source }) => ({ person: name(personId), account, source }));
};

/** What would end with each entitlement. */
const heldAt = async (
  core: Core,
  targetId: TargetId,
): Promise<ReadonlyMap<EntitlementId, Pick<TargetEntitlement, "openGrants" | "holders">>> => {
  const open = await core.grants.openOn(targetId);
  const groups = Map.groupBy(open, ({ entitlementId }) => entitlementId);
  const named = [...groups].map(([id, grants]) => {
    const holders = [...new Set(grants.map(({ holderId }) => holderId))].slice(0, mostNamed);
    return { id, openGrants: grants.length, holders };
  });
  const name = await namesOf(
    core,
    named.flatMap(({ holders }) => holders),
  );
  return new Map(
    named.map(({ id, openGrants, holders }) => [id, { openGrants, holders: holders.map((one) => name(one).name) }]),
  );
};
