import { escapeIdentifier } from "pg";
import type { Membership, RoleState } from "./role-state.ts";

/** Since 16 a membership has options of its own, and names its grantor when it is taken back. */
const optionsSince = 16;

/** Whether the role is a member of exactly this one role: it may use its rights, not become it, not pass it on. */
export function isExactMember(role: RoleState, mapped: string, serverMajor: number): boolean {
  return role.inherits && role.memberOf.length > 0 && role.memberOf.every((one) => isAsGiven(one, mapped, serverMajor));
}

function isAsGiven(one: Membership, mapped: string, serverMajor: number): boolean {
  return one.role === mapped && !one.admin && one.inherit && (serverMajor < optionsSince || !one.set);
}

/**
 * Makes `account` a member of `mapped`. Without SET (16 and newer) it cannot become the role, so that it makes nothing
 * in the role's name that would outlive it.
 */
export function giveMembership(mapped: string, account: string, serverMajor: number): string {
  const options = serverMajor < optionsSince ? "" : " with admin false, inherit true, set false";
  return `grant ${escapeIdentifier(mapped)} to ${escapeIdentifier(account)}${options}`;
}

/** Takes one membership away, and what was passed on from it. */
export function takeMembership(one: Membership, serverMajor: number): string {
  const by = serverMajor < optionsSince || one.grantor === null ? "" : ` granted by ${escapeIdentifier(one.grantor)}`;
  return `revoke ${escapeIdentifier(one.role)} from ${escapeIdentifier(one.member)}${by} cascade`;
}

/** Leaves nothing but membership in `mapped` as it is given, and nobody who may use the account. */
export function correctMemberships(role: RoleState, account: string, mapped: string, serverMajor: number): string[] {
  const excess = role.memberOf.filter((one) => !isAsGiven(one, mapped, serverMajor));
  return [
    ...[...excess, ...role.members].map((one) => takeMembership(one, serverMajor)),
    giveMembership(mapped, account, serverMajor),
  ];
}

/** Lets the connector act as the account, which it must before it can clear up what the account left. */
export function joinAccount(account: string, serverMajor: number): string {
  const options = serverMajor < optionsSince ? "" : " with inherit true, set true";
  return `grant ${escapeIdentifier(account)} to session_user${options}`;
}
