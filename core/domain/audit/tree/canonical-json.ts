export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * The one text of a JSON value by RFC 8785: members sorted by UTF-16 code units, numbers and strings as ECMAScript writes
 * them, no white space. Members that are undefined are left out. Throws a TypeError for what I-JSON cannot say: a number that
 * is not finite, a lone surrogate, or any object that is not plain data (a Date must be made a string by who knows how).
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new TypeError("a lone surrogate has no canonical form");
    return JSON.stringify(value);
  }
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`${value} has no canonical form`);
    return JSON.stringify(value);
  }
  if (isArray(value)) return `[${Array.from(value, canonicalJson).join(",")}]`;
  if (!isPlain(value)) throw new TypeError(`${Object.prototype.toString.call(value)} is no JSON`);
  // A plain loop: half of what the sequencer costs this process is spent here.
  let members = "";
  // Sorted without a comparison: by code units, as the RFC has it, and never by a locale.
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members += `${members === "" ? "" : ","}${canonicalJson(key)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);

function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
