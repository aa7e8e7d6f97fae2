import type { Change } from "ldapts";
import type { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";
import { takeTurn } from "./group-turn.ts";
import { type AccountAccess, change, groupOf, heldAs, isMember, type Membership } from "./membership.ts";

const attempts = 8;
const { noSuchAttribute, attributeOrValueExists, unwillingToPerform, entryAlreadyExists, objectClassViolation } =
  resultCodes;
/** What the server says when the group is already as asked, or was changed by another meanwhile. */
const overtaken = [noSuchAttribute, attributeOrValueExists, unwillingToPerform, entryAlreadyExists];

/**
 * Takes the member out of the group; not there is success. The last member gives way to the placeholder in one step. It
 * asks for no turn: a removal that comes late takes access away, which the next look at the target finds.
 */
export async function removeMember(call: DirectoryCall, membership: Membership): Promise<void> {
  let fault: Error | null = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    fault = await attemptOf(call, membership.groupDn, [...takeTurn(call), change("delete", membership)]);
    if (hasCode(fault, objectClassViolation)) fault = await replaceLast(call, membership, fault);
    if (fault === null) return;
    if (!hasCode(fault, ...overtaken)) throw fault;
    if (await isMember(call, membership)) continue;
    return turnAway(call, membership.groupDn);
  }
  throw new DirectoryStateError(`${membership.groupDn} was changed by others at every attempt`, { cause: fault });
}

async function replaceLast(call: DirectoryCall, membership: Membership, fault: Error | null): Promise<Error | null> {
  const { placeholderMember } = call.settings;
  if (placeholderMember === undefined)
    throw new DirectoryStateError(`${membership.groupDn} must keep a member: set placeholderMember`, { cause: fault });
  const placeholder = { ...membership, value: placeholderMember };
  return attemptOf(call, membership.groupDn, [
    ...takeTurn(call),
    change("add", placeholder),
    change("delete", membership),
  ]);
}

/** Takes the account out under every name that the group may have for it; a group that has none is as good. */
export async function removeAccount(call: DirectoryCall, access: AccountAccess): Promise<void> {
  const { own, former } = await heldAs(call, access);
  const all = [...own, ...former];
  for (const membership of all) await removeMember(call, membership);
  if (all.length === 0) await turnAway(call, groupOf(call, access.entitlement));
}

/** A removal that finds nothing changes nothing, and an earlier call that is still on its way would not notice it. */
async function turnAway(call: DirectoryCall, groupDn: string): Promise<void> {
  const turn = takeTurn(call);
  if (turn.length > 0) await call.modify(groupDn, turn);
}

/** Null when it was done, else what the server or the line said. */
async function attemptOf(call: DirectoryCall, groupDn: string, changes: Change[]): Promise<Error | null> {
  try {
    await call.modify(groupDn, changes);
    return null;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
