import type { PersonId } from "#core/domain/ids.ts";

/**
 * What an erased person is called, everywhere and from then on the same. Made of their id, which is random and names nobody, so
 * that answers about the past still tell one person from another. `.invalid` reaches nobody (RFC 2606).
 */
export const pseudonymOf = (id: PersonId): { readonly name: string; readonly email: string } => ({
  name: `Erased person ${id.slice(-6)}`,
  email: `${id.toLowerCase()}@erased.invalid`,
});
