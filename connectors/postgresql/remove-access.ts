import type { Access, Removal } from "#core/ports/connector.ts";
import { clearLeftovers } from "./clear-leftovers.ts";
import { disableAccount } from "./disable-account.ts";
import { dropAccount } from "./drop-account.ts";
import { endSessions } from "./end-sessions.ts";
import { raiseFence } from "./fence.ts";
import { takeMemberships, takePassedOn } from "./passed-on-memberships.ts";
import { ownMarkAtFence, readRole } from "./role-state.ts";
import type { Call } from "./target-calls.ts";

/**
 * Ends the access, in this order, each step of which may be repeated: nobody can log in as the account and no session
 * is left; nobody got further access through it; what it left behind is without effect; the role is dropped, or
 * retired where the server does not let it be dropped. Never touches a role that is not this holding's.
 */
export async function removeAccess(call: Call, access: Access): Promise<Removal> {
  const { main } = call;
  await raiseFence(main, access);
  const { role, serverMajor } = await readRole(main, access.account);
  if (role === null) return { quarantined: [] };
  ownMarkAtFence(role, access);
  await disableAccount(call, access, role, serverMajor);
  await takePassedOn(main, access.account, role.oid, serverMajor);
  // What it left may run with the account's rights: it shall have none while that is cleared, whatever fails there.
  await takeMemberships(main, role.memberOf, serverMajor);
  const left = await clearLeftovers(call, access, role.oid, serverMajor);
  const kept = await dropAccount(call, access);
  // A log-in that was being checked in the instant of NOLOGIN shows only now.
  await endSessions(main, role.oid);
  return { quarantined: kept === null ? left : [...left, kept] };
}
