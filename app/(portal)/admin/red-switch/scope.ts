/** A scope as the address says it. */
export type Scope =
  | { readonly of: "person"; readonly personId: string }
  | { readonly of: "target"; readonly targetId: string }
  | { readonly of: "everything" };

export const scopeQuery = (scope: Scope): string => new URLSearchParams({ ...scope }).toString();

/** Null where the address names none, or only half of one. */
export const scopeIn = (given: Readonly<Record<string, string | string[] | undefined>>): Scope | null => {
  const { of, personId, targetId } = given;
  if (of === "person" && typeof personId === "string") return { of, personId };
  if (of === "target" && typeof targetId === "string") return { of, targetId };
  return of === "everything" ? { of } : null;
};
