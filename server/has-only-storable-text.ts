/**
 * Whether every string in a value, keys included, is well-formed Unicode without NUL. PostgreSQL stores no NUL, and a lone
 * surrogate becomes another character on its way out; neither may reach a query, whatever the field.
 */
export const hasOnlyStorableText = (value: unknown): boolean => {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  if (Array.isArray(value)) return value.every(hasOnlyStorableText);
  if (typeof value !== "object" || value === null) return true;
  return Object.entries(value).every(([key, each]) => hasOnlyStorableText(key) && hasOnlyStorableText(each));
};
