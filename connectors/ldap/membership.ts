import { AndFilter, Attribute, Change, EqualityFilter } from "ldapts";
import type { Access, MappedEntitlement } from "#core/ports/connector.ts";
import { isBelow, isSameName } from "./distinguished-name.ts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";
import { ldapMapping } from "./settings.ts";
import { usersFilter } from "./users-filter.ts";

/** One value of one group's member attribute: what an access is in a directory. */
export interface Membership {
  readonly groupDn: string;
  readonly attribute: string;
  readonly value: string;
}

/** The mapped group. Throws where it is not one of those that the target's settings speak of. */
export function groupOf({ settings }: DirectoryCall, { mapping }: MappedEntitlement): string {
  const { groupDn } = ldapMapping.parse(mapping);
  if (!isBelow(groupDn, settings.groupBaseDn))
    throw new DirectoryStateError(`${groupDn} does not lie below ${settings.groupBaseDn}`);
  return groupDn;
}

/** Finds the person's own entry. Throws unless exactly one is named by the account: a guess would let in a stranger. */
export async function membershipOf(
  call: DirectoryCall,
  access: Pick<Access, "account" | "entitlement">,
): Promise<Membership> {
  const { userBaseDn, accountAttribute, memberAttribute, memberUidAttribute } = call.settings;
  const groupDn = groupOf(call, access.entitlement);
  // Values are put into the filter as they are, not as text of it, so none can be read as anything but a value.
  const named = new EqualityFilter({ attribute: accountAttribute, value: access.account });
  const filter = new AndFilter({ filters: [usersFilter(call), named] });
  // No size limit is asked for: the library takes "there are more" for an answer then, and two would look like one.
  const entries = await call.search(userBaseDn, { filter, attributes: [accountAttribute, memberUidAttribute] });
  const [entry] = entries;
  if (entry === undefined || entries.length > 1)
    throw new DirectoryStateError(
      `${entries.length} entries below ${userBaseDn} have ${accountAttribute}=${access.account}; there must be one`,
    );
  if (valuesOf(entry, accountAttribute).length !== 1)
    throw new DirectoryStateError(`${entry.dn} must have one ${accountAttribute}, so that one account names it`);
  const value = memberAttribute === "memberUid" ? onlyValue(entry.dn, valuesOf(entry, memberUidAttribute)) : entry.dn;
  if (isPlaceholder(call, value)) throw new DirectoryStateError(`${value} is the placeholder and cannot hold access`);
  return { groupDn, attribute: memberAttribute, value };
}

/**
 * Whether the group's entry has the value, as the server compares it: not as its caches, nor as overlays on the person's
 * side (memberOf), have it. Throws where the server does not say.
 */
export async function isMember(call: DirectoryCall, { groupDn, attribute, value }: Membership): Promise<boolean> {
  try {
    return await call.compare(groupDn, attribute, value);
  } catch (error) {
    // A group without any member. Where the connector may not look, OpenLDAP answers otherwise, and that is thrown.
    if (hasCode(error, resultCodes.noSuchAttribute)) return false;
    throw error;
  }
}

export function change(operation: "add" | "delete", { attribute, value }: Membership): Change {
  return new Change({ operation, modification: new Attribute({ type: attribute, values: [value] }) });
}

export function isPlaceholder({ settings: { placeholderMember } }: DirectoryCall, value: string): boolean {
  return placeholderMember !== undefined && isSameName(value, placeholderMember);
}

function onlyValue(dn: string, values: readonly string[]): string {
  const [value] = values;
  if (value === undefined || values.length > 1)
    throw new DirectoryStateError(`${dn} must have one value to be named by`);
  return value;
}
