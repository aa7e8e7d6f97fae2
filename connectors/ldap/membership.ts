import { Attribute, Change } from "ldapts";
import type { Access, MappedEntitlement } from "#core/ports/connector.ts";
import { isBelow, isSameName } from "./distinguished-name.ts";
import type { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";
import { findAccount, isPerson, isSameValue } from "./find-account.ts";
import { ldapMapping } from "./settings.ts";

/** One value of one group's member attribute: what an access is in a directory. */
export interface Membership {
  readonly groupDn: string;
  readonly attribute: string;
  readonly value: string;
}

/** One account's access to one group. */
export type AccountAccess = Pick<Access, "account" | "accountId" | "listedAs" | "entitlement">;

/** The mapped group. Throws where it is not one of those that the target's settings speak of. */
export function groupOf({ settings }: DirectoryCall, { mapping }: MappedEntitlement): string {
  const { groupDn } = ldapMapping.parse(mapping);
  if (!isBelow(groupDn, settings.groupBaseDn))
    throw new DirectoryStateError(`${groupDn} does not lie below ${settings.groupBaseDn}`);
  return groupDn;
}

/**
 * What access would be for this account. Throws where no entry is the account's, where it is no person's any more, and where it
 * was renamed since its name was committed: what is given must be found again.
 */
export async function membershipOf(call: DirectoryCall, access: AccountAccess): Promise<Membership> {
  const groupDn = groupOf(call, access.entitlement);
  const { entry } = await findAccount(call, access);
  const { listedAs } = access;
  const isKnown = (one: string): boolean => !!listedAs && isSameValue(call, one, listedAs);
  const value = entry?.values.find(isKnown) ?? entry?.values[0];
  if (!entry || value === undefined) throw new DirectoryStateError(`The entry of ${access.account} is gone`);
  const membership = { groupDn, attribute: call.settings.memberAttribute, value };
  if (isPlaceholder(call, value)) throw new DirectoryStateError(`${value} is the placeholder and cannot hold access`);
  if (access.accountId && !(await isPerson(call, entry)))
    throw new DirectoryStateError(`${entry.dn} is no longer one of those that may get access here`);
  if (listedAs && !isKnown(value) && !(await isMember(call, membership)))
    throw new DirectoryStateError(
      `${access.account} was renamed: nothing is given under the new name before it is known`,
    );
  return membership;
}

/** Everything that is this account's in the group, under whatever name. */
export interface HeldAs {
  readonly id: string | null;
  /** What the group would have for the entry as it is now; none where the entry is gone. */
  readonly own: readonly Membership[];
  /** What is left of it under a former name that no other entry has. */
  readonly former: readonly Membership[];
}

export async function heldAs(call: DirectoryCall, access: AccountAccess): Promise<HeldAs> {
  const groupDn = groupOf(call, access.entitlement);
  const attribute = call.settings.memberAttribute;
  const { entry, formerValue } = await findAccount(call, access);
  const named = (value: string): Membership => ({ groupDn, attribute, value });
  const values = [...(entry?.values ?? []), ...(formerValue === null ? [] : [formerValue])];
  const placeholder = values.find((value) => isPlaceholder(call, value));
  if (placeholder) throw new DirectoryStateError(`${placeholder} is the placeholder and cannot hold access`);
  return {
    id: entry?.id ?? access.accountId ?? null,
    own: (entry?.values ?? []).map(named),
    former: formerValue === null ? [] : [named(formerValue)],
  };
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
