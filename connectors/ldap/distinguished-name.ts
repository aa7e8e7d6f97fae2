/** One attribute and value of a relative name, brought to the form in which names are compared. */
type Assertion = string;
/** The assertions of a relative name in one order, as text that no other relative name has. */
type RelativeName = string;
/** From the entry itself up to the root. */
type DistinguishedName = readonly RelativeName[];

/** Every call asks again about the same few: groups, the bases, the placeholder. */
const mostRemembered = 1_000;
const remembered = new Map<string, DistinguishedName | null>();

/** Nearly every value is: it needs no taking apart. */
const unescaped = /^[^\\"+,;<>\0]*$/;
const attribute = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=/;

/** Parses RFC 4514; null where the text is not a name. The empty name (the root) is none: nothing here may mean all. */
export function parseName(text: string): DistinguishedName | null {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const name = takeApart(text);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, name);
  return name;
}

/** Whether both are the same name, as a server compares them: neither case nor the way of escaping counts. */
export function isSameName(one: string, other: string): boolean {
  const [a, b] = [parseName(one), parseName(other)];
  return a !== null && b !== null && a.length === b.length && endsWith(a, b);
}

/** Whether the name lies below the base; the base itself does not. */
export function isBelow(name: string, base: string): boolean {
  const [a, b] = [parseName(name), parseName(base)];
  return a !== null && b !== null && a.length > b.length && endsWith(a, b);
}

function endsWith(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.every((relative, at) => name[name.length - base.length + at] === relative);
}

function takeApart(text: string): DistinguishedName | null {
  if (text.trim() === "") return null;
  const name: RelativeName[] = [];
  for (const relative of split(text, ",")) {
    const assertions = split(relative, "+").map(parseAssertion);
    if (assertions.some((one) => one === null)) return null;
    name.push(JSON.stringify(assertions.sort()));
  }
  return name;
}

function parseAssertion(text: string): Assertion | null {
  const found = attribute.exec(text);
  const type = found?.[1];
  if (found === null || type === undefined) return null;
  const value = unescape(text.slice(found[0].length).replace(/^\s+/, ""));
  if (value === null) return null;
  // The space that ends a value counts only when it is escaped; for comparing, runs of spaces are one.
  return `${type.toLowerCase()}=${value.normalize("NFC").toLowerCase().trim().replace(/\s+/g, " ")}`;
}

/** Splits at a separator that no backslash precedes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === "\\") part += sign + text.charAt(++at);
    else if (sign !== separator) part += sign;
    else {
      parts.push(part);
      part = "";
    }
  }
  return [...parts, part];
}

/** Takes `\xx` (bytes of UTF-8) and `\,`-like pairs apart; null where RFC 4514 allows no such text. */
function unescape(text: string): string | null {
  if (unescaped.test(text) && text.isWellFormed()) return text;
  const bytes: Buffer[] = [];
  for (let at = 0; at < text.length;) {
    const hex = /^\\([0-9A-Fa-f]{2})/.exec(text.slice(at, at + 3));
    const pair = /^\\[ "#+,;<=>\\]/.exec(text.slice(at, at + 2));
    const plain = /^[^\\"+,;<>\0]/u.exec(text.slice(at, at + 2));
    const taken = hex?.[0] ?? pair?.[0] ?? plain?.[0];
    if (taken === undefined) return null;
    bytes.push(
      hex?.[1] === undefined ? Buffer.from(pair === null ? taken : taken.slice(1)) : Buffer.from(hex[1], "hex"),
    );
    at += taken.length;
  }
  const whole = Buffer.concat(bytes);
  const value = whole.toString("utf8");
  // Bytes that are no UTF-8 would all become one replacement sign, and different names the same.
  return Buffer.from(value, "utf8").equals(whole) ? value : `#${whole.toString("hex")}`;
}
