import { isStorableText } from "#core/domain/storable-text.ts";

/** No input of ours is nested half as deep; without an end, a body of brackets alone would exhaust the stack. */
const deepest = 64;

/**
 * Whether every string in a value, keys included, is well-formed Unicode without NUL. PostgreSQL stores no NUL, and a lone
 * surrogate becomes another character on its way out; neither may reach a query, whatever the field. What is nested too
 * deep to be looked at is not storable either.
 */
export const hasOnlyStorableText = (value: unknown, levels: number = deepest): boolean => {
  if (typeof value === "string") return isStorableText(value);
  if (typeof value !== "object" || value === null) return true;
  if (levels === 0) return false;
  const below = Array.isArray(value) ? value : Object.entries(value).flat();
  return below.every((each) => hasOnlyStorableText(each, levels - 1));
};
