import { eventKinds, type EventKind } from "#core/domain/audit/event.ts";

const names = [
  "kind",
  "actorId",
  "personId",
  "requestId",
  "grantId",
  "entitlementId",
  "targetId",
  "from",
  "to",
] as const;
type FilterName = (typeof names)[number];

/** What the list is limited to, as it stands in the address: ids and ISO instants. */
export type AuditFilter = Readonly<Partial<Record<FilterName, string>>> & { readonly kind?: EventKind };

const isKind = (text: string): text is EventKind => eventKinds.some((kind) => kind === text);

/** From an address. What is not a filter, or not a kind, is left out; a wrong id is for the door to refuse. */
export const filterFrom = (given: Readonly<Record<string, string | string[] | undefined>>): AuditFilter =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = given[name];
      if (typeof value !== "string" || value === "" || (name === "kind" && !isKind(value))) return [];
      return [[name, value]];
    }),
  );

/** "kind=grantEnded&personId=per_…" in a fixed order, so that equal filters have equal addresses. */
export const filterText = (filter: AuditFilter, more: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams([
    ...names.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
    ...Object.entries(more),
  ]).toString();

/** The same filter with one part changed; null takes it out. */
export const withPart = (filter: AuditFilter, name: FilterName, value: string | null): AuditFilter =>
  filterFrom({ ...filter, [name]: value ?? undefined });

const byPrefix = {
  per: "personId",
  req: "requestId",
  grt: "grantId",
  ent: "entitlementId",
  tgt: "targetId",
} as const satisfies Readonly<Record<string, FilterName>>;

/** What an id that somebody pasted asks for: a limit by its kind, the event at a position, or nothing that is known. */
export const askedById = (
  text: string,
): { readonly limit: FilterName; readonly id: string } | { readonly position: string } | null => {
  const id = text.trim();
  if (/^[1-9]\d{0,17}$/.test(id)) return { position: id };
  const [, prefix = ""] = /^(per|req|grt|ent|tgt)_[0-9a-hjkmnp-tv-z]{26}$/.exec(id) ?? [];
  return prefix in byPrefix ? { limit: byPrefix[prefix as keyof typeof byPrefix], id } : null;
};
