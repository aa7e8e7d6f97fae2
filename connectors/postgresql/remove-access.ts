import type { Access, Removal } from "#core/ports/connector.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { disableAccount } from "./disable-account.ts";
import { dropAccount, dropClean } from "./drop-account.ts";
import { endSessions } from "./end-sessions.ts";
import { readAtFence } from "./read-at-fence.ts";
import { takeMemberships, takePassedOn } from "./passed-on-memberships.ts";
import { renamedTo } from "./renamed-to.ts";
import { ownMarkAtFence, readRole, type RoleState } from "./role-state.ts";
import type { Call } from "./target-calls.ts";

/**
 * Ends the access, in this order, each step of which may be repeated: nobody can log in as the account and no session
 * is left; nobody got further access through it; what it left behind is without effect; the role is dropped, or
 * retired where the server does not let it be dropped. Never touches a role that is not this holding's. An account that left
 * nothing, as most do, costs three messages.
 */
export async function removeAccess(call: Call, access: Access): Promise<Removal> {
  const { role, serverMajor } = await readAtFence(call, access);
  if (role !== null) return removeRole(call, access, role, serverMajor);
  // It is gone, or an administrator gave it another name: then it and its sessions are still this access.
  const account = await renamedTo(call.main, access);
  const renamed = account === null ? null : (await readRole(call.main, account)).role;
  if (account === null || renamed === null) return { quarantined: [] };
  return removeRole(call, { ...access, account }, renamed, serverMajor);
}

async function removeRole(call: Call, access: Access, role: RoleState, serverMajor: number): Promise<Removal> {
  const { main } = call;
  ownMarkAtFence(role, access);
  const isClean = await disableAccount(call, access, role, serverMajor);
  if (isClean && (await dropClean(call, access, role.oid))) return { quarantined: [] };
  await takePassedOn(main, access.account, role.oid, serverMajor);
  // What it left may run with the account's rights: it shall have none while that is cleared, whatever fails there.
  await takeMemberships(main, role.memberOf, serverMajor);
  const left = await clearLeftovers(call, access, role.oid, serverMajor);
  const kept = await dropAccount(call, access);
  // A log-in that was being checked in the instant of NOLOGIN shows only now.
  await endSessions(main, role.oid);
  return { quarantined: kept === null ? left : [...left, kept] };
}
