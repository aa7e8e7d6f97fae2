import type { DirectoryCall } from "./directory-call.ts";
import { valuesOf } from "./directory-call.ts";
import { DirectoryStateError, hasCode, resultCodes } from "./directory-error.ts";

const trustedForMs = 30_000;
const openldapTime = "cn=Current,cn=Time,cn=Monitor";

/**
 * The directory's clock minus the portal's, in milliseconds, to a second at best: Active Directory tells its time in the
 * root entry, OpenLDAP in its monitor. Where neither does it is 0, which does no harm: a directory is told no deadline.
 */
export class DirectoryClock {
  #read: { readonly offsetMs: number; readonly atMs: number } | null = null;

  async offsetMs(call: DirectoryCall): Promise<number> {
    if (this.#read !== null && performance.now() - this.#read.atMs < trustedForMs) return this.#read.offsetMs;
    const startedMs = performance.now();
    const portal = await call.portalNow();
    const directory = await readTime(call);
    const atMs = performance.now();
    // Middle of the second reading minus middle of the first is half of the whole, wherever the boundary lies.
    const offsetMs = directory === null ? 0 : directory - (portal.getTime() + (atMs - startedMs) / 2);
    this.#read = { offsetMs, atMs };
    return offsetMs;
  }
}

async function readTime(call: DirectoryCall): Promise<number | null> {
  return (await timeIn(call, "", "currentTime")) ?? (await timeIn(call, openldapTime, "monitorTimestamp"));
}

async function timeIn(call: DirectoryCall, dn: string, attribute: string): Promise<number | null> {
  try {
    const [entry] = await call.search(dn, { scope: "base", attributes: [attribute] });
    const [text] = entry === undefined ? [] : valuesOf(entry, attribute);
    return text === undefined ? null : instantOf(text);
  } catch (error) {
    if (hasCode(error, resultCodes.noSuchObject, resultCodes.insufficientAccessRights)) return null;
    throw error;
  }
}

/** RFC 4517, 3.3.13, as servers write it. Whole seconds are taken at their middle. */
export function instantOf(text: string): number {
  const [, year, month, day, hour, minute, second, fraction] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?Z$/.exec(text) ?? [];
  if (year === undefined) throw new DirectoryStateError(`The directory's time "${text}" cannot be read`);
  const ms = fraction === undefined || /^0+$/.test(fraction) ? 500 : Number(`0.${fraction}`) * 1_000;
  const [Y, M, D, h, m, s] = [year, month, day, hour, minute, second].map(Number);
  return Date.UTC(Y ?? NaN, (M ?? NaN) - 1, D, h, m, s) + ms;
}
