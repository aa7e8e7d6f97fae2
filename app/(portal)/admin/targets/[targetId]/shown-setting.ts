const acronyms = /\b(ca|dn|http|ssl|tls|uid|url)\b/g;

/** A setting as it is read: `statementTimeoutMs: 5000` is "Statement timeout", "5000 ms". Whatever is not named stays JSON. */
export const shownSetting = ([key, value]: readonly [string, unknown]): { term: string; value: string } => {
  const isMs = key.endsWith("Ms") && typeof value === "number";
  const words = (isMs ? key.slice(0, -2) : key)
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replaceAll(acronyms, (acronym) => acronym.toUpperCase());
  return {
    term: words.charAt(0).toUpperCase() + words.slice(1),
    value: isMs ? `${value} ms` : valueWords(value),
  };
};

const valueWords = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === null || isEmpty(value) ? "none" : JSON.stringify(value);
};

const isEmpty = (value: unknown): boolean => typeof value === "object" && Object.keys(value ?? {}).length === 0;
