import { BadCursor, type Page, type PageOf } from "#core/domain/page.ts";
import { isStorableText } from "#core/domain/storable-text.ts";

/** Where the next page begins: the sort keys of the last row shown. Opaque to callers. */
export const encodeCursor = (keys: readonly string[]): string =>
  Buffer.from(JSON.stringify(keys), "utf8").toString("base64url");

/** The `count` sort keys in a cursor; throws `BadCursor` for anything that `encodeCursor` did not make. */
export const decodeCursor = (cursor: string, count: number): readonly string[] => {
  const keys = parse(Buffer.from(cursor, "base64url").toString("utf8"));
  const own =
    Array.isArray(keys) && keys.length === count && keys.every((key) => typeof key === "string" && isStorableText(key));
  if (!own || encodeCursor(keys as string[]) !== cursor) throw new BadCursor();
  return keys as string[];
};

/** The cursor's creation instant and id, for lists that are ordered by these. */
export const decodeInstantCursor = (cursor: string): { readonly at: Date; readonly id: string } => {
  const [instant = "", id = ""] = decodeCursor(cursor, 2);
  const at = new Date(instant);
  if (Number.isNaN(at.getTime()) || at.toISOString() !== instant) throw new BadCursor();
  return { at, id };
};

/** Makes a page of rows that were read with one more than the limit, which tells whether there are further ones. */
export const pageOf = <T>(rows: readonly T[], page: Page, keysOf: (row: T) => readonly string[]): PageOf<T> => {
  const items = rows.slice(0, page.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > page.limit && last !== undefined ? encodeCursor(keysOf(last)) : null };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadCursor();
  }
};
