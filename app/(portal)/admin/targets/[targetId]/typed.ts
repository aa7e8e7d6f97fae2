/** What was typed as JSON under a label, or what is wrong with it. */
export const objectFrom = (text: string, label: string): Record<string, unknown> | string => {
  const wrong = `What stands under “${label}” is not a JSON object.`;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : wrong;
  } catch {
    return wrong;
  }
};

/** Tags one a line, as they are typed: `env=prod`. What follows the first sign of equality is the value. */
export const tagsText = (tags: Readonly<Record<string, string>>): string =>
  Object.entries(tags)
    .map(([key, value]) => `${key}=${value}`)
    .join("\n");

/** The tags that were typed, or what is wrong with them. */
export const tagsFrom = (text: string): Record<string, string> | string => {
  const tags = new Map<string, string>();
  for (const line of text.split("\n").map((each) => each.trim())) {
    if (line === "") continue;
    const [key = "", ...rest] = line.split("=");
    const value = rest.join("=").trim();
    if (value === "") return `Write a tag as key=value, one a line: not “${line}”.`;
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(key.trim()))
      return `The key of a tag is in lower case, with digits and hyphens: not “${key}”.`;
    if (tags.has(key.trim())) return `The tag ${key.trim()} is named twice.`;
    tags.set(key.trim(), value);
  }
  return Object.fromEntries(tags);
};
