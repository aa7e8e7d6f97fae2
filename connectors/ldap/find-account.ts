import { AndFilter, EqualityFilter, type Entry, type Filter } from "ldapts";
import type { Access } from "#core/ports/connector.ts";
import { isBelow, isSameName } from "./distinguished-name.ts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";
import { hasId, idAttributes, idFilter, idOf, idsAsBytes, nameOfId } from "./entry-id.ts";
import { usersFilter } from "./users-filter.ts";

/** A person's entry as it is now. */
export interface AccountEntry {
  readonly dn: string;
  readonly id: string | null;
  /** What a group has for it. */
  readonly values: readonly string[];
}

/** Whose access it is: an entry, or what is left of one. */
export interface FoundAccount {
  /** Null where the directory has the entry no more. */
  readonly entry: AccountEntry | null;
  /** What a group may still have for it from before it was renamed or deleted, while no other entry is called so. */
  readonly formerValue: string | null;
}

type Named = Pick<Access, "account" | "accountId" | "listedAs">;

/**
 * The entry with the id, wherever and under whatever name it is by now; where no id is known, the one entry that the login names.
 * Throws where the login does not name exactly one, and where the connector may not look whether the entry is still somewhere.
 */
export async function findAccount(call: DirectoryCall, { account, accountId, listedAs }: Named): Promise<FoundAccount> {
  if (!accountId) return { entry: await entryOfLogin(call, account), formerValue: null };
  const former = listedAs ? await entriesListedAs(call, listedAs) : [];
  const entry = former.find(({ id }) => id === accountId) ?? (await entryOfId(call, accountId));
  const isOnlyFormer = former.every(({ id }) => id === accountId);
  const isNow = listedAs && entry?.values.some((value) => isSameValue(call, value, listedAs));
  return { entry, formerValue: listedAs && !isNow && isOnlyFormer ? listedAs : null };
}

/** Whether a group takes both for one member. */
export function isSameValue({ settings }: Pick<DirectoryCall, "settings">, one: string, other: string): boolean {
  return settings.memberAttribute === "memberUid" ? one === other : isSameName(one, other);
}

/** Whether access may be given to the entry: it is one of those that the target's settings speak of. */
export async function isPerson(call: DirectoryCall, { dn }: AccountEntry): Promise<boolean> {
  if (!isBelow(dn, call.settings.userBaseDn)) return false;
  return (await call.search(dn, { scope: "base", filter: usersFilter(call), attributes: ["1.1"] })).length === 1;
}

/** Finds the person's own entry. Throws unless exactly one is named by the account: a guess would let in a stranger. */
async function entryOfLogin(call: DirectoryCall, account: string): Promise<AccountEntry> {
  const { userBaseDn, accountAttribute } = call.settings;
  // Values are put into the filter as they are, not as text of it, so none can be read as anything but a value.
  const named = new EqualityFilter({ attribute: accountAttribute, value: account });
  const filter = new AndFilter({ filters: [usersFilter(call), named] });
  // No size limit is asked for: the library takes "there are more" for an answer then, and two would look like one.
  const entries = await call.search(userBaseDn, { filter, ...asked(call) });
  const [entry] = entries;
  if (entry === undefined || entries.length > 1)
    throw new DirectoryStateError(
      `${entries.length} entries below ${userBaseDn} have ${accountAttribute}=${account}; there must be one`,
    );
  if (valuesOf(entry, accountAttribute).length !== 1)
    throw new DirectoryStateError(`${entry.dn} must have one ${accountAttribute}, so that one account names it`);
  const found = accountEntry(call, entry);
  if (found.values.length !== 1) throw new DirectoryStateError(`${entry.dn} must have one value to be named by`);
  return found;
}

async function entriesListedAs(call: DirectoryCall, value: string): Promise<readonly AccountEntry[]> {
  const { memberAttribute, memberUidAttribute, userBaseDn } = call.settings;
  const named = new EqualityFilter({ attribute: memberUidAttribute, value });
  const found =
    memberAttribute === "memberUid" ? await searchIn(call, userBaseDn, named) : await entryAt(call, value, hasId);
  return found.map((entry) => accountEntry(call, entry));
}

async function entryOfId(call: DirectoryCall, id: string): Promise<AccountEntry | null> {
  const name = nameOfId(id);
  const found =
    name === null
      ? ((await searchIn(call, call.settings.userBaseDn, idFilter(id)))[0] ?? (await elsewhere(call, id)))
      : (await entryAt(call, name, hasId))[0];
  return found ? accountEntry(call, found) : null;
}

/** Moved out of where people are, it is still the same entry, and groups may still have it. */
async function elsewhere(call: DirectoryCall, id: string): Promise<Entry | undefined> {
  const { userBaseDn } = call.settings;
  const [root] = await call.search("", { scope: "base", attributes: ["namingContexts"] });
  const isAround = (one: string): boolean => isBelow(userBaseDn, one) || isSameName(userBaseDn, one);
  const context = root && valuesOf(root, "namingContexts").find(isAround);
  const [found] = context === undefined ? [] : await orNone(searchIn(call, context, idFilter(id)));
  if (found) return found;
  // Not to be seen is not to be gone.
  if (context === undefined || (await entryAt(call, context, hasId)).length === 0)
    throw new DirectoryStateError(
      `${id} is not below ${userBaseDn}, and the connector may not look whether it was moved: let it read every entryUUID`,
    );
  return undefined;
}

function searchIn(call: DirectoryCall, base: string, filter: Filter): Promise<Entry[]> {
  return call.search(base, { filter, ...asked(call) });
}

function entryAt(call: DirectoryCall, dn: string, filter: Filter): Promise<Entry[]> {
  return orNone(call.search(dn, { scope: "base", filter, ...asked(call) }));
}

/** Where there is no such place, or none that the connector may know of, nothing is found. */
async function orNone(searched: Promise<Entry[]>): Promise<Entry[]> {
  try {
    return await searched;
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchObject, resultCodes.invalidDnSyntax)) return [];
    throw error;
  }
}

function asked({ settings }: DirectoryCall) {
  const attributes = [settings.accountAttribute, settings.memberUidAttribute, ...idAttributes];
  return { attributes, explicitBufferAttributes: idsAsBytes };
}

function accountEntry({ settings }: DirectoryCall, entry: Entry): AccountEntry {
  const { memberAttribute, memberUidAttribute } = settings;
  const values = memberAttribute === "memberUid" ? valuesOf(entry, memberUidAttribute) : [entry.dn];
  return { dn: entry.dn, id: idOf(entry), values };
}
