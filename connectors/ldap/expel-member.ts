import type { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError } from "./directory-error.ts";
import { listMembers } from "./list-members.ts";
import { type AccountAccess, groupOf, isMember, type Membership, membershipOf } from "./membership.ts";
import { removeMember } from "./remove-member.ts";

/** Takes a member out of the mapped group whom no grant put there: by the account that names it, or by the group's own value. */
export async function expelMember(call: DirectoryCall, access: AccountAccess): Promise<void> {
  const membership = await membershipNamed(call, access);
  await removeMember(call, membership);
  if (await isMember(call, membership)) throw new DirectoryStateError(`${membership.value} is still in the group`);
}

/** What no account names is listed by the very value that the group has for it (`listHolders`). */
async function membershipNamed(call: DirectoryCall, access: AccountAccess): Promise<Membership> {
  const groupDn = groupOf(call, access.entitlement);
  const attribute = call.settings.memberAttribute;
  const values = await listMembers(call, groupDn);
  if (values.includes(access.account)) return { groupDn, attribute, value: access.account };
  return membershipOf(call, access);
}
