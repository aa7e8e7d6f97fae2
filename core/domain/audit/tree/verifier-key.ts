import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** What a key signs: notes as they are (a log), or checkpoints with a time (a witness, C2SP tlog-cosignature). */
export type KeyUse = "note" | "cosignature";

const typeBytes: Readonly<Record<KeyUse, number>> = { note: 0x01, cosignature: 0x04 };

/** An Ed25519 public key with its name, as C2SP signed-note has it. */
export interface VerifierKey {
  readonly name: string;
  /** Eight lowercase hexadecimal digits. Names a key; proves nothing. */
  readonly keyId: string;
  readonly use: KeyUse;
  /** 32 bytes, RFC 8032. */
  readonly publicKey: Uint8Array;
}

export type KeyFault = "malformed" | "unknown-type" | "wrong-id";

/** Names are non-empty and without Unicode white space or plus. */
export const isKeyName = (name: string): boolean => name !== "" && !/[\p{White_Space}\p{Cc}+]/u.test(name);

/** Throws a RangeError for a name or a key that C2SP signed-note does not allow. */
export function verifierKey(name: string, publicKey: Uint8Array, use: KeyUse = "note"): VerifierKey {
  if (!isKeyName(name)) throw new RangeError(`"${name}" cannot name a key`);
  if (publicKey.length !== 32) throw new RangeError("an Ed25519 public key has 32 bytes");
  const digest = sha256(concatBytes(utf8ToBytes(`${name}\n`), Uint8Array.of(typeBytes[use]), publicKey));
  return { name, keyId: bytesToHex(digest.subarray(0, 4)), use, publicKey };
}

/** `name+id+base64(type || public key)`, to be handed to whoever will verify. */
export const formatVerifierKey = ({ name, keyId, use, publicKey }: VerifierKey): string =>
  `${name}+${keyId}+${encodeBase64(concatBytes(Uint8Array.of(typeBytes[use]), publicKey))}`;

/** Reads a vkey; its id must be the one that its name and key have. */
export function parseVerifierKey(text: string): Result<VerifierKey, KeyFault> {
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (name === undefined || !isKeyName(name) || bytes === undefined) return refuse("malformed");
  const use = (["note", "cosignature"] as const).find((one) => typeBytes[one] === bytes[0]);
  if (use === undefined) return refuse("unknown-type");
  if (bytes.length !== 33) return refuse("malformed");
  const key = verifierKey(name, bytes.slice(1), use);
  return key.keyId === keyId ? ok(key) : refuse("wrong-id");
}
