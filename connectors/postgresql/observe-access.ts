import type { Access, Observation } from "#core/ports/connector.ts";
import { clockOffset } from "./clock-offset.ts";
import { isExactMember } from "./membership-statements.ts";
import { isPowerless, ownMark, readRole, type RoleReading, type RoleState } from "./role-state.ts";
import { postgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";

/** Reads the login role back, in one statement. Throws where another's role bears its name. */
export async function observeAccess(call: Call, access: Access): Promise<Observation> {
  const { reading, offsetMs } = await clockOffset(call.portalNow, () => readRole(call.main, access.account));
  const { role } = reading;
  return {
    state: role === null ? "absent" : stateOf(role, access, reading),
    until: role?.until ?? null,
    liveSessions: role?.sessions ?? [],
    clockOffsetMs: offsetMs,
  };
}

function stateOf(role: RoleState, access: Access, { serverMajor }: RoleReading): Observation["state"] {
  const { retired } = ownMark(role, access);
  if (retired && isPowerless(role)) return "absent";
  const mapping = postgresqlMapping.parse(access.entitlement.mapping);
  const exact =
    role.canLogin &&
    !retired &&
    role.until !== null &&
    role.extraAttributes.length === 0 &&
    role.members.length === 0 &&
    role.connectionLimit === mapping.connectionLimit &&
    isExactMember(role, mapping.role, serverMajor);
  return exact ? "present" : "partial";
}
