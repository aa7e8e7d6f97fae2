import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { canonicalJson, type Json } from "#core/domain/audit/tree/canonical-json.ts";
import type { Sha256 } from "#core/domain/audit/tree/merkle-hash.ts";

/** 128 bits from a cryptographic source, fresh for every value: the value cannot be guessed without it. */
const saltLength = 16;

/**
 * What a leaf says in place of personal data: SHA-256 over a label, the field's name, the salt and the value's canonical
 * JSON, in base64. Whoever holds value and salt can show that this was recorded; once both are erased nobody can tell what
 * it was. Throws a RangeError for a salt of another length: a shorter one would let the value be guessed.
 */
export function commitment(field: string, value: Json, salt: Uint8Array, digest: Sha256 = sha256): string {
  if (salt.length !== saltLength) throw new RangeError("a salt has 16 bytes");
  // Fixed-length salt after a JSON string: no two (field, salt, value) share one message.
  const label = utf8ToBytes(`lapse-commitment-1\n${canonicalJson(field)}\n`);
  return encodeBase64(digest(concatBytes(label, salt, utf8ToBytes(canonicalJson(value)))));
}
