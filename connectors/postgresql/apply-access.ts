import { escapeIdentifier, escapeLiteral } from "pg";
import type { Access, Receipt } from "#core/ports/connector.ts";
import { checkMappedRole } from "./check-role.ts";
import { clockOffset } from "./clock-offset.ts";
import { raiseFence, type OwnCall } from "./fence.ts";
import { formatMark } from "./mark.ts";
import { correctMemberships, giveMembership } from "./membership-statements.ts";
import { ownMarkAtFence, readRole, type RoleState } from "./role-state.ts";
import { postgresqlMapping, type PostgresqlMapping } from "./settings.ts";
import type { Call } from "./target-calls.ts";
import { TargetStateError } from "./target-error.ts";
import { transaction } from "./transaction.ts";

/**
 * Makes the login role, without a password, with the deadline on the server's own clock; or brings one of ours back to
 * exactly that. All or nothing. Never touches a role that is not this holding's. For a call that began with `ownCalls`.
 */
export async function applyAccess(call: Call, access: Access, until: Date): Promise<Receipt> {
  const { main, settings, portalNow } = call;
  const mapping = postgresqlMapping.parse(access.entitlement.mapping);
  await raiseFence(main, access, call.entered[0] as readonly OwnCall[]);
  const { reading, offsetMs } = await clockOffset(portalNow, () => readRole(main, access.account));
  const { role, serverMajor } = reading;
  if (role !== null && ownMarkAtFence(role, access).retired) {
    throw new TargetStateError(`The role "${access.account}" was retired and cannot be used again`);
  }
  await checkMappedRole(main, mapping, settings);
  const told = new Date(until.getTime() + Math.round(offsetMs));
  await transaction(main, [
    ...(role === null
      ? [createRole(access.account, mapping, told), giveMembership(mapping.role, access.account, serverMajor)]
      : [
          ...alterRole(access.account, role, mapping, told),
          ...correctMemberships(role, access.account, mapping.role, serverMajor),
        ]),
    `comment on role ${escapeIdentifier(access.account)} is ${escapeLiteral(formatMark(access))}`,
  ]);
  return { until: told };
}

function createRole(account: string, { connectionLimit }: PostgresqlMapping, until: Date): string {
  return `create role ${escapeIdentifier(account)} login inherit nosuperuser nocreatedb nocreaterole noreplication
    nobypassrls connection limit ${connectionLimit} valid until ${escapeLiteral(until.toISOString())}`;
}

function alterRole(account: string, role: RoleState, { connectionLimit }: PostgresqlMapping, until: Date): string[] {
  const name = escapeIdentifier(account);
  return [
    `alter role ${name} login inherit connection limit ${connectionLimit} valid until ${escapeLiteral(until.toISOString())}`,
    // Only where somebody gave one: merely naming some of these takes more rights than the connector has.
    ...role.extraAttributes.map((attribute) => `alter role ${name} no${attribute.toLowerCase()}`),
  ];
}
