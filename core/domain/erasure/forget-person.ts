import type { Json } from "#core/domain/audit/tree/canonical-json.ts";
import { pseudonymOf } from "#core/domain/erasure/pseudonym.ts";
import type { PersonId } from "#core/domain/ids.ts";

/**
 * The same value without who one person is: wherever it describes them, their pseudonym stands in the place of name and e-mail,
 * and nothing in the place of their attributes. Their id stays, and with it what was decided about them. Other people's data is
 * left as it is. Twice is once.
 */
export const forgetPerson = (value: Json, personId: PersonId, emails: readonly string[]): Json => {
  const pseudonym = pseudonymOf(personId);
  const known = new Set(emails.map((email) => email.toLowerCase()));
  const forget = (part: Json): Json => {
    if (typeof part === "string") return known.has(part.toLowerCase()) ? pseudonym.email : part;
    if (typeof part !== "object" || part === null) return part;
    if (isArray(part)) return part.map(forget);
    const members = Object.entries(part).flatMap(([key, inner]) =>
      inner === undefined ? [] : [[known.has(key.toLowerCase()) ? pseudonym.email : key, forget(inner)] as const],
    );
    const forgotten = Object.fromEntries(members);
    return part["id"] === personId ? { ...forgotten, ...described(forgotten, pseudonym) } : forgotten;
  };
  return forget(value);
};

const described = (person: Readonly<Record<string, Json>>, pseudonym: ReturnType<typeof pseudonymOf>) => ({
  ...("name" in person && { name: pseudonym.name }),
  ...("email" in person && { email: pseudonym.email }),
  ...("attributes" in person && { attributes: {} }),
});

const isArray = (value: Json): value is readonly Json[] => Array.isArray(value);
