import { randomUUID } from "node:crypto";
import { Attribute, Change } from "ldapts";
import { valuesOf, type DirectoryCall } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";

/*
 * A directory has no fence, so the group carries a token: every removal replaces it, and an addition takes place only
 * where the token that it saw is still there. Plain changes in one step, which every server makes whole or not at all.
 * (Assertions, RFC 4528, would need no attribute, but OpenLDAP's memberof overlay then leaves out the person's side.)
 */

/** For a removal: whatever is still on its way to this group does nothing when it comes. */
export function takeTurn({ settings: { fenceAttribute } }: DirectoryCall): Change[] {
  return fenceAttribute === null ? [] : [tokens("replace", fenceAttribute, [newToken()])];
}

/**
 * For an addition: fails with `noSuchAttribute` unless the group's token is the one read here. Null where the group had
 * none and has been given one: the caller must look again.
 */
export async function keepTurn(call: DirectoryCall, groupDn: string): Promise<Change[] | null> {
  const { fenceAttribute } = call.settings;
  if (fenceAttribute === null) return [];
  const [group] = await call.search(groupDn, { scope: "base", attributes: [fenceAttribute] });
  if (group === undefined) throw new DirectoryStateError(`The connector cannot read ${groupDn}`);
  const seen = valuesOf(group, fenceAttribute);
  if (seen.length > 0) return [tokens("delete", fenceAttribute, seen), tokens("add", fenceAttribute, [newToken()])];
  try {
    await call.modify(groupDn, [tokens("add", fenceAttribute, [newToken()])]);
  } catch (error) {
    if (hasCode(error, resultCodes.insufficientAccessRights))
      throw new DirectoryStateError(`The connector cannot write ${fenceAttribute} of ${groupDn}`, { cause: error });
    throw error;
  }
  return null;
}

function tokens(operation: "add" | "delete" | "replace", type: string, values: string[]): Change {
  return new Change({ operation, modification: new Attribute({ type, values }) });
}

function newToken(): string {
  return `lapse:${randomUUID()}`;
}
