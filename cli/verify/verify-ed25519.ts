import { createPublicKey, verify } from "node:crypto";
import type { Verifier } from "#core/domain/audit/tree/open-note.ts";

// The fixed beginning of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 bytes of the key follow.
const spkiPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** Ed25519 by this runtime's OpenSSL. */
export const verifyEd25519: Verifier = ({ publicKey, message, signature }) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: "der", type: "spki" });
    return verify(null, message, key, signature);
  } catch {
    return false; // not a point of the curve
  }
};
