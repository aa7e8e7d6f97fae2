import { createPrivateKey, createPublicKey, hash, type KeyObject, randomBytes, sign, verify } from "node:crypto";
import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { merkleHasher } from "#core/domain/audit/tree/merkle-hash.ts";
import { signNote, type Verifier } from "#core/domain/audit/tree/open-note.ts";
import { formatNote } from "#core/domain/audit/tree/signed-note.ts";
import { type KeyUse, parseVerifierKey, type VerifierKey, verifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import type { LogKey } from "#core/ports/log-key.ts";

/** A key that can sign: the log's for notes, a witness's for checkpoints with a time. */
export interface SigningKey extends VerifierKey {
  readonly secret: KeyObject;
}

const typeBytes: Readonly<Record<KeyUse, number>> = { note: 0x01, cosignature: 0x04 };
const pkcs8 = Buffer.from("302e020100300506032b657004220420", "hex"); // RFC 8410
const spki = Buffer.from("302a300506032b6570032100", "hex");

const signingKey = (name: string, seed: Uint8Array, use: KeyUse): SigningKey => {
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: "der", type: "pkcs8" });
  const publicKey = createPublicKey(secret).export({ format: "der", type: "spki" }).subarray(-32);
  return { ...verifierKey(name, publicKey, use), secret };
};

/** `PRIVATE+KEY+name+id+base64(type || seed)`, as Go's note package writes signing keys. */
export const newSigningKey = (name: string, use: KeyUse = "note"): string => {
  const seed = randomBytes(32);
  const { keyId } = signingKey(name, seed, use);
  return `PRIVATE+KEY+${name}+${keyId}+${encodeBase64(Buffer.concat([Buffer.of(typeBytes[use]), seed]))}`;
};

/** Reads what `newSigningKey` wrote; undefined for anything else. Nothing of the text is ever in a message. */
export const parseSigningKey = (text: string): SigningKey | undefined => {
  const [, name, keyId, encoded] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text) ?? [];
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  const use = (["note", "cosignature"] as const).find((one) => typeBytes[one] === bytes?.[0]);
  if (name === undefined || bytes?.length !== 33 || use === undefined) return undefined;
  const key = signingKey(name, bytes.subarray(1), use);
  return key.keyId === keyId ? key : undefined;
};

/** True only where Ed25519 confirms it; a key or signature that cannot be read confirms nothing. */
export const verifyEd25519: Verifier = ({ publicKey, message, signature }) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: "der", type: "spki" });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
};

/** A log's keys: those that sign, all of one name, and those that did once. Throws where the names differ. */
export const createLogKey = (signing: readonly SigningKey[], retired: readonly VerifierKey[] = []): LogKey => {
  const [current] = signing;
  if (!current) throw new Error("a log needs a key");
  const stranger = [...signing, ...retired].find(({ name }) => name !== current.name);
  if (stranger) throw new Error(`the log is ${current.name}, but one of its keys is ${stranger.name}'s`);
  return {
    origin: current.name,
    signing: signing.map(({ name, keyId, use, publicKey }) => ({ name, keyId, use, publicKey })),
    retired,
    sign: (text) =>
      formatNote(
        text,
        signing.map((key) => signNote(text, key, (message) => sign(null, message, key.secret))),
      ),
    verify: verifyEd25519,
    hasher: merkleHasher((message) => hash("sha256", message, "buffer")),
  };
};

/** Signing keys separated by blanks, of use `note`; undefined where one of them is none. */
export const parseLogKeys = (text: string): readonly SigningKey[] | undefined => {
  const keys = text.split(/\s+/).filter(Boolean).map(parseSigningKey);
  const all = keys.flatMap((key) => (key?.use === "note" ? [key] : []));
  return all.length > 0 && all.length === keys.length ? all : undefined;
};

/** Verifier keys separated by blanks; undefined where one of them is none. */
export const parseVerifierKeys = (text: string): readonly VerifierKey[] | undefined => {
  const keys = text.split(/\s+/).filter(Boolean).map(parseVerifierKey);
  return keys.every(({ ok }) => ok) ? keys.flatMap((key) => (key.ok ? [key.value] : [])) : undefined;
};

/** A witness's public key; undefined for anything else. */
export const parseWitnessKey = (text: string): VerifierKey | undefined => {
  const key = parseVerifierKey(text.trim());
  return key.ok && key.value.use === "cosignature" ? key.value : undefined;
};
