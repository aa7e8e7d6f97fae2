import { hash } from "node:crypto";
import { merkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";

/** The tree's hashes by this runtime's OpenSSL: twice as fast on entries as SHA-256 in the language itself. */
export const hasher = merkleHasher((message) => hash("sha256", message, "buffer"));
