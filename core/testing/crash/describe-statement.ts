import { eventKinds } from "#core/domain/audit/event.ts";

/** What a statement does, in words that stay the same while its values change: its verbs and tables, and the events it writes. */
export const describeStatement = (given: readonly unknown[]): string => {
  const [config, second] = given;
  const { text, values } =
    typeof config === "string" ? { text: config, values: second } : (config as { text?: string; values?: unknown });
  const events = Array.isArray(values) ? values.flatMap(eventsIn) : [];
  return [...new Set([...verbsIn(text ?? ""), ...events])].join(" ").slice(0, 200);
};

const verbsIn = (text: string): readonly string[] => {
  const known = [...text.matchAll(/\b(INSERT INTO|UPDATE|DELETE FROM|FOR (?:UPDATE|SHARE))? ?"([A-Z]\w+)"(?!\.)/g)];
  const tables = known.flatMap(([, verb, table]) =>
    verb?.startsWith("FOR") || !table ? [] : [`${verb ?? ""} ${table}`.trim()],
  );
  if (tables.length > 0) return tables;
  // At a target: the words up to the first name of this run.
  const [first = ""] = text
    .replace(/\/\*.*?\*\//g, "")
    .trim()
    .split(/["'$\d]/);
  return [first.replace(/\s+/g, " ").trim().slice(0, 60)];
};

/** One that is written alone comes as parameters of its own, several as JSON. */
const eventsIn = (value: unknown): readonly string[] => {
  if (typeof value !== "string") return [];
  return kinds.has(value) ? [value] : [...value.matchAll(/"kind":"(\w+)"/g)].flatMap(([, kind]) => kind ?? []);
};

const kinds: ReadonlySet<string> = new Set(eventKinds);
