import type { Change } from "#core/domain/change/change.ts";
import { proposedOf } from "#core/domain/change/proposed-of.ts";
import type { GroupId, PersonId } from "#core/domain/ids.ts";
import type { Core } from "#core/ports/core.ts";

/**
 * Whether somebody has a stake in a change, and so no say in its approval (domain rule 11): whoever it makes a member, through
 * groups within groups too, an owner, a manager, or a person on call, whom or whose login it is about or lets stand, and whoever it makes forgotten.
 */
export const gainsBy = async (
  core: Core,
  { payload }: Pick<Change, "payload">,
  personId: PersonId,
): Promise<boolean> => {
  const proposed = proposedOf(payload);
  switch (proposed.kind) {
    case "group":
      return proposed.personIds.includes(personId) || isInOneOf(core, personId, proposed.groupIds);
    case "owner":
      return isInOneOf(core, personId, [proposed.ownerGroupId]);
    case "entitlement":
      return proposed.ownerGroupId !== undefined && isInOneOf(core, personId, [proposed.ownerGroupId]);
    case "known": {
      const login = proposed.retire ? null : await core.accounts.named(proposed.targetId, proposed.account);
      return login?.personId === personId;
    }
    case "person":
      return proposed.personId === personId || proposed.managerId === personId;
    case "schedule":
      return proposed.settings.kind === "turns" && proposed.settings.personIds.includes(personId);
    case "account":
    case "erasure":
      return proposed.personId === personId;
    case "policy":
    case "target":
    case "bundle":
    case "tags":
    case "mapping":
    case "settings":
    case "retirement":
    case "unverified":
    case "retention":
      return false;
  }
};

const isInOneOf = async (core: Core, personId: PersonId, groupIds: readonly GroupId[]): Promise<boolean> => {
  if (groupIds.length === 0) return false;
  const [groups, { groupsOf }] = await Promise.all([core.people.groups(), core.policies.basis()]);
  const theirs = new Set(groupsOf(personId));
  return groups.some(({ id, name }) => groupIds.includes(id) && theirs.has(name));
};
