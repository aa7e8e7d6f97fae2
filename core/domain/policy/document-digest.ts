import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * SHA-256, in hexadecimal, of a policy's text byte for byte, comments and all: what the record commits to, so that whoever holds
 * the text can be shown that these words were in force. `policyDigest` follows the meaning instead.
 */
export const documentDigest = (document: string): string => bytesToHex(sha256(utf8ToBytes(document)));
