import type { Access, Observation } from "#core/ports/connector.ts";
import { clockOffset, type TargetClock } from "./clock-offset.ts";
import { isExactMember } from "./membership-statements.ts";
import {
  isPowerless,
  ownMark,
  readRole,
  roleReading,
  type ReadingRow,
  type RoleReading,
  type RoleState,
} from "./role-state.ts";
import { postgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";

/**
 * Reads the login role back, in one statement. Throws where another's role bears its name. For a call that began with
 * `reading`.
 */
export async function observeAccess(call: Call, access: Access, clock: TargetClock): Promise<Observation> {
  const { main, portalNow, entered } = call;
  const clockOffsetMs = await clock.offsetMs(() => clockOffset(portalNow, () => readRole(main, access.account)));
  const reading = roleReading(entered[0] as readonly ReadingRow[]);
  const { role } = reading;
  return {
    state: role === null ? "absent" : stateOf(role, access, reading),
    until: role?.until ?? null,
    liveSessions: role?.sessions ?? [],
    clockOffsetMs,
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
