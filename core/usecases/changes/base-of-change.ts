import type { ProposedChange } from "#core/domain/change/change-input.ts";
import { descriptionNumber } from "#core/domain/directory/person-description.ts";
import type { Core } from "#core/ports/core.ts";

/**
 * The version of what a change replaces; null where it makes something new. A proposal keeps it: once it has moved, what was
 * reviewed is not what would happen, and the change must be proposed anew (a stale one is never applied).
 */
export const baseOfChange = async (core: Core, change: ProposedChange): Promise<number | null> => {
  switch (change.kind) {
    case "policy":
      return (await core.policies.basis()).policy.number;
    case "target":
    case "entitlement":
    case "erasure":
      return null;
    case "retention":
      return (await core.retentions.current())?.version ?? null;
    case "bundle":
      return (await core.catalogue.bundles()).find(({ name }) => name === change.name)?.version ?? null;
    case "owner":
    case "tags": {
      const items = await core.catalogue.all();
      return items.find(({ resource }) => resource.id === change.resourceId)?.resource.version ?? null;
    }
    case "mapping": {
      const [item] = await core.catalogue.ofIds([change.entitlementId]);
      return item?.entitlement.version ?? null;
    }
    case "account":
      return (await core.accounts.ofPerson(change.targetId, change.personId))?.version ?? null;
    case "known":
      return (await core.standing.findKnown(change.entitlementId, change.account))?.version ?? null;
    case "retirement":
      return (await core.catalogue.retirable(change.subjectId))?.row.version ?? null;
    case "unverified":
    case "settings":
      return (await core.catalogue.findTarget(change.targetId))?.version ?? null;
    case "person": {
      const person = change.personId ? await core.people.find(change.personId) : null;
      return person && descriptionNumber(person);
    }
    case "group":
      return (await core.people.groups()).find(({ name }) => name === change.name)?.version ?? null;
    case "schedule":
      return (await core.schedules.all()).find(({ name }) => name === change.name)?.version ?? null;
  }
};
