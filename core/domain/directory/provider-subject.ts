import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * Who somebody is at their identity provider: a subject means something only together with its issuer (OpenID Connect Core 1.0,
 * 2). Hashed, because it is only ever compared.
 */
export const providerSubject = (issuer: string, subject: string): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(["lapse-subject-1", issuer, subject]))));
