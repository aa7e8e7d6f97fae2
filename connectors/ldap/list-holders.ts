import { AndFilter, EqualityFilter } from "ldapts";
import type { Holder, MappedEntitlement } from "#core/ports/connector.ts";
import { accountName } from "./account-name.ts";
import { isBelow } from "./distinguished-name.ts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import type { DirectoryCalls } from "./directory-calls.ts";
import { hasCode, resultCodes } from "./directory-error.ts";
import { hasId, idAttributes, idOf, idsAsBytes } from "./entry-id.ts";
import { listMembers } from "./list-members.ts";
import { groupOf, isPlaceholder } from "./membership.ts";
import { usersFilter } from "./users-filter.ts";

const pageSize = 500;
/** Questions on their way at the same time, on one connection. */
const atOnce = 25;

/**
 * Every member of the group, as it was when asked, each once, by the account that names it here. What no account names (a
 * group within the group, a service, an entry that is gone) is listed by the very value that the group has for it. Members
 * of such inner groups are not listed: whether they have access is for each client of the directory to decide.
 */
export async function* listHolders(calls: DirectoryCalls, entitlement: MappedEntitlement): AsyncGenerator<Holder> {
  const members = await calls.during(async (call) => {
    const values = await listMembers(call, groupOf(call, entitlement));
    return values.filter((value) => !isPlaceholder(call, value));
  });
  for (let at = 0; at < members.length; at += pageSize) {
    const page = members.slice(at, at + pageSize);
    for (const found of await calls.during((call) => accountsOf(call, page))) yield { ...found, mark: null };
  }
}

type Listed = Omit<Holder, "mark">;

async function accountsOf(call: DirectoryCall, values: readonly string[]): Promise<Listed[]> {
  const accounts: Listed[] = [];
  const listed = async (value: string): Promise<Listed> =>
    (await accountOf(call, value)) ?? { account: value, accountId: await idAt(call, value) };
  for (let at = 0; at < values.length; at += atOnce) {
    const few = values.slice(at, at + atOnce);
    accounts.push(...(await Promise.all(few.map(listed))));
  }
  return accounts;
}

/** The account that would find this member again, or null: where none would, a person's name on it would mislead. */
async function accountOf(call: DirectoryCall, value: string): Promise<Listed | null> {
  const { userBaseDn, accountAttribute, memberAttribute, memberUidAttribute } = call.settings;
  const users = usersFilter(call);
  const asked = { attributes: [accountAttribute, ...idAttributes], explicitBufferAttributes: idsAsBytes };
  try {
    const named = new EqualityFilter({ attribute: memberUidAttribute, value });
    const [entry, other] =
      memberAttribute === "memberUid"
        ? await call.search(userBaseDn, { filter: new AndFilter({ filters: [users, named] }), ...asked })
        : await call.search(value, { scope: "base", filter: users, ...asked });
    if (entry === undefined || other !== undefined || !isBelow(entry.dn, userBaseDn)) return null;
    const [account, second] = valuesOf(entry, accountAttribute);
    if (account === undefined || second !== undefined) return null;
    return { account: accountName(account), accountId: idOf(entry) };
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchObject, resultCodes.invalidDnSyntax)) return null;
    throw error;
  }
}

/** Whose value it is, although no account names them: somebody who was moved out of where people are, for instance. */
async function idAt(call: DirectoryCall, value: string): Promise<string | null> {
  if (call.settings.memberAttribute === "memberUid") return null;
  const asked = { attributes: [...idAttributes], explicitBufferAttributes: idsAsBytes };
  try {
    const [entry] = await call.search(value, { scope: "base", filter: hasId, ...asked });
    return entry === undefined ? null : idOf(entry);
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchObject, resultCodes.invalidDnSyntax)) return null;
    throw error;
  }
}
