import { hash } from "node:crypto";
import { merkleHasher, type Sha256 } from "#core/domain/audit/tree/merkle-hash.ts";

/** SHA-256 by this runtime's OpenSSL: twice as fast on entries as in the language itself. */
export const sha256: Sha256 = (message) => hash("sha256", message, "buffer");

/** The tree's hashes by it. */
export const hasher = merkleHasher(sha256);
