import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Person } from "#core/domain/directory/person.ts";
import { canonicalText } from "#core/domain/policy/policy-digest.ts";

/** What is said of a person by a reviewed change, and by nothing else. */
export type PersonDescription = Pick<Person, "email" | "name" | "timezone" | "roles" | "managerId" | "attributes">;

export const descriptionOf = ({
  email,
  name,
  timezone,
  roles,
  managerId,
  attributes,
}: PersonDescription): PersonDescription => ({ email, name, timezone, roles: roles.toSorted(), managerId, attributes });

/**
 * Another number for another description: what a proposal about a person is based on. Their row's version would not do, because
 * it moves with every approval for them.
 */
export const descriptionNumber = (person: PersonDescription): number =>
  1 + parseInt(bytesToHex(sha256(utf8ToBytes(canonicalText(descriptionOf(person))))).slice(0, 7), 16);
