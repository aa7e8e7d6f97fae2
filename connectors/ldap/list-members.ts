import type { DirectoryCall } from "./directory-call.ts";
import { valuesOf } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";

/**
 * All values of a group's member attribute. They belong to one entry, so pages of entries (RFC 2696) do not divide them;
 * Active Directory gives them in ranges, which are followed to their end. Throws rather than take "may not read" for "none".
 */
export async function listMembers(call: DirectoryCall, groupDn: string): Promise<string[]> {
  const { memberAttribute } = call.settings;
  const members: string[] = [];
  for (let wanted = memberAttribute as string; ;) {
    const [group] = await call.search(groupDn, { scope: "base", attributes: [wanted] });
    if (group === undefined) throw new DirectoryStateError(`The connector cannot read ${groupDn}`);
    const range = Object.keys(group)
      .map((key) => rangeOf(key, memberAttribute))
      .find((found) => found !== null);
    members.push(...valuesOf(group, range?.key ?? memberAttribute));
    if (range?.next === undefined) break;
    wanted = `${memberAttribute};range=${range.next}-*`;
  }
  if (members.length === 0) await checkEmpty(call, groupDn, memberAttribute);
  return members;
}

interface Range {
  readonly key: string;
  /** Where the following range begins; undefined at the last one. */
  readonly next: number | undefined;
}

function rangeOf(key: string, attribute: string): Range | null {
  const [option = "", last] = /;range=\d+-(\d+|\*)$/i.exec(key) ?? [];
  if (last === undefined || key.slice(0, -option.length).toLowerCase() !== attribute.toLowerCase()) return null;
  return { key, next: last === "*" ? undefined : Number(last) + 1 };
}

/** An attribute that must not be read is left out of an answer as one without values is; a comparison tells them apart. */
async function checkEmpty(call: DirectoryCall, groupDn: string, attribute: string): Promise<void> {
  try {
    await call.compare(groupDn, attribute, attribute === "memberUid" ? "nobody" : call.settings.bindDn);
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchAttribute)) return;
    throw error;
  }
  throw new DirectoryStateError(`The connector cannot read ${attribute} of ${groupDn}`);
}
