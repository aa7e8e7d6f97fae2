import type { Json } from "#core/domain/audit/tree/canonical-json.ts";

/** What stands where a personal value was before it was erased. */
export const erasedMark = "[erased]";

/**
 * The data of an event with its personal values back in their places: the inverse of `splitPersonalData`. `fields` are the
 * JSON pointers of all that were taken out, each beginning with `/data/`; those without a value in `known` were erased.
 */
export function restorePersonalData(data: Json, fields: readonly string[], known: ReadonlyMap<string, Json>): Json {
  const whole: unknown = structuredClone(data);
  for (const field of fields) {
    const path = field.split("/").slice(2).map(unescapePointer);
    const last = path.pop() ?? "";
    const parent = path.reduce<unknown>((at, member) => (at as Record<string, unknown>)[member], whole);
    (parent as Record<string, unknown>)[last] = known.get(field) ?? erasedMark;
  }
  return whole as Json;
}

const unescapePointer = (member: string): string => member.replaceAll("~1", "/").replaceAll("~0", "~");
