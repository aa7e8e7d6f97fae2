import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Change } from "ldapts";
import type { DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";
import { keepTurn } from "./group-turn.ts";
import { change, isMember, type Membership } from "./membership.ts";

/** A second worker takes a holding over 3 s after the first was last heard of; until then a change is another holding's. */
const retryMs = 1_000;

/**
 * Puts the member into the group, unless the group changed since this call first looked at it: then a later removal may
 * have been answered, and only a call that began just now looks again. There already is success.
 */
export async function addMember(call: DirectoryCall, membership: Membership): Promise<void> {
  const { groupDn } = membership;
  for (let fault: unknown = null; ;) {
    const turn = await keepTurn(call, groupDn);
    if (turn !== null) {
      fault = await attemptOf(call, membership, turn);
      if (fault === null) return;
    }
    if (call.ageMs > retryMs)
      throw new DirectoryStateError(`${groupDn} changed while the call was held up`, { cause: fault });
    await sleep(randomInt(1, 20));
  }
}

/** Null when the member is there, or why the group must be looked at again. */
async function attemptOf(call: DirectoryCall, membership: Membership, turn: Change[]): Promise<unknown> {
  try {
    await call.modify(membership.groupDn, [...turn, change("add", membership)]);
    return null;
  } catch (error) {
    const { attributeOrValueExists, entryAlreadyExists, noSuchAttribute } = resultCodes;
    if (hasCode(error, attributeOrValueExists, entryAlreadyExists) && (await isMember(call, membership))) return null;
    if (hasCode(error, noSuchAttribute)) return error;
    throw error;
  }
}
