import type { Target } from "#core/domain/catalogue/entitlement.ts";
import type { Person } from "#core/domain/directory/person.ts";

/**
 * The login that the directory gives for a target, where it does: an attribute of the person called `account:` and the
 * target's name, or `account:` and its kind. Null where it says nothing.
 */
export const directoryAccount = (
  { attributes }: Pick<Person, "attributes">,
  { name, kind }: Pick<Target, "name" | "kind">,
): string | null => {
  const found = [attributes[`account:${name}`], attributes[`account:${kind}`]];
  return found.find((value): value is string => typeof value === "string" && value !== "") ?? null;
};
