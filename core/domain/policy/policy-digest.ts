import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { PolicyDocument } from "#core/domain/policy/policy-document.ts";

/**
 * SHA-256, in hexadecimal, of what a policy says: equal for two texts that differ only in comments, layout, quoting or the
 * order of keys, different for any other difference, also in the order of rules.
 */
export const policyDigest = (document: PolicyDocument): string =>
  bytesToHex(sha256(utf8ToBytes(canonicalText(document))));

/** JSON with sorted keys and without white space. Keys of `undefined` are left out, as JSON has it. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
