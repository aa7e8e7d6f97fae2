import { AndFilter, EqualityFilter } from "ldapts";
import type { Holder, MappedEntitlement } from "#core/ports/connector.ts";
import { accountName } from "./account-name.ts";
import { isBelow } from "./distinguished-name.ts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import type { DirectoryCalls } from "./directory-calls.ts";
import { hasCode, resultCodes } from "./directory-error.ts";
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
    for (const account of await calls.during((call) => accountsOf(call, page))) yield { account, mark: null };
  }
}

async function accountsOf(call: DirectoryCall, values: readonly string[]): Promise<string[]> {
  const accounts: string[] = [];
  for (let at = 0; at < values.length; at += atOnce) {
    const few = values.slice(at, at + atOnce);
    accounts.push(...(await Promise.all(few.map(async (value) => (await accountOf(call, value)) ?? value))));
  }
  return accounts;
}

/** The account that would find this member again, or null: where none would, a person's name on it would mislead. */
async function accountOf(call: DirectoryCall, value: string): Promise<string | null> {
  const { userBaseDn, accountAttribute, memberAttribute, memberUidAttribute } = call.settings;
  const users = usersFilter(call);
  const attributes = [accountAttribute];
  try {
    const named = new EqualityFilter({ attribute: memberUidAttribute, value });
    const [entry, other] =
      memberAttribute === "memberUid"
        ? await call.search(userBaseDn, { filter: new AndFilter({ filters: [users, named] }), attributes })
        : await call.search(value, { scope: "base", filter: users, attributes });
    if (entry === undefined || other !== undefined || !isBelow(entry.dn, userBaseDn)) return null;
    const [account, second] = valuesOf(entry, accountAttribute);
    return account === undefined || second !== undefined ? null : accountName(account);
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchObject, resultCodes.invalidDnSyntax)) return null;
    throw error;
  }
}
