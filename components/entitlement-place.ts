/** What is shown of an entitlement. */
export interface ShownEntitlement {
  readonly id: string;
  readonly name: string;
  readonly resource: string;
  readonly target: { readonly name: string; readonly kind: string };
  readonly tags: Readonly<Record<string, string>>;
}

const kinds: Readonly<Record<string, string>> = { postgresql: "PostgreSQL", ldap: "LDAP", http: "HTTP" };

/** A kind of target as people call it; one we have no word for is called as the connector calls itself. */
const kindTitle = (kind: string): string => kinds[kind] ?? kind;

/** Where it is, after its name: "orders · PostgreSQL · prod". */
export const entitlementPlace = ({ target, tags }: Pick<ShownEntitlement, "target" | "tags">): string =>
  [target.name, kindTitle(target.kind), tags["env"]].filter((part) => part !== undefined && part !== "").join(" · ");
