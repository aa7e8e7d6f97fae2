import { concatBytes, utf8ToBytes } from "@noble/hashes/utils.js";
import { type NoteSignature, type SignedNote, signaturesBy } from "#core/domain/audit/tree/signed-note.ts";
import type { VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** What Ed25519 (RFC 8032) has to confirm. Browsers do so asynchronously, so the claim can be taken apart from the answer. */
export interface SignatureClaim {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  /** 64 bytes. */
  readonly signature: Uint8Array;
  /** Seconds since 1970 as the witness has them; only cosignatures carry a time. */
  readonly timestamp?: bigint;
}

/** True only where Ed25519 confirms the claim; false, never a throw, for a malformed key or signature. */
export type Verifier = (claim: SignatureClaim) => boolean;

/** Ed25519 over the message: 64 bytes. The private key stays with who provides this. */
export type Signer = (message: Uint8Array) => Uint8Array;

export type NoteFault = "unsigned" | "bad-signature";

/**
 * The claim that this key signed the note. `unsigned` when no line bears the key's name and id; lines of other keys are
 * ignored, as C2SP signed-note requires. Two lines of one key are refused: a signature is deterministic, one is enough.
 */
function signatureClaim(note: SignedNote, key: VerifierKey): Result<SignatureClaim, NoteFault> {
  const [line, ...more] = signaturesBy(note, key);
  if (line === undefined) return refuse("unsigned");
  if (more.length > 0) return refuse("bad-signature");
  return key.use === "note" ? noteClaim(note, key, line) : cosignatureClaim(note, key, line);
}

/** Confirms that this key signed the note; `value` is the claim that was true. */
export function openNote(note: SignedNote, key: VerifierKey, verify: Verifier): Result<SignatureClaim, NoteFault> {
  const claim = signatureClaim(note, key);
  if (!claim.ok) return claim;
  return verify(claim.value) ? claim : refuse("bad-signature");
}

function noteClaim({ text }: SignedNote, { publicKey }: VerifierKey, { signature }: NoteSignature) {
  if (signature.length !== 64) return refuse("bad-signature");
  return ok({ publicKey, message: utf8ToBytes(text), signature });
}

function cosignatureClaim({ text }: SignedNote, { publicKey }: VerifierKey, { signature }: NoteSignature) {
  if (signature.length !== 72) return refuse("bad-signature");
  const timestamp = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
  // The specification's limit, so that it fits a signed integer everywhere.
  if (timestamp > 0x7fff_ffff_ffff_ffffn) return refuse("bad-signature");
  return ok({ publicKey, message: cosignedMessage(text, timestamp), signature: signature.slice(8), timestamp });
}

/** What a witness signs of a checkpoint's text: C2SP tlog-cosignature, Ed25519. */
const cosignedMessage = (text: string, timestamp: bigint): Uint8Array =>
  utf8ToBytes(`cosignature/v1\ntime ${timestamp}\n${text}`);

/** A log's signature over a note's text. */
export const signNote = (text: string, { name, keyId }: VerifierKey, sign: Signer): NoteSignature => ({
  name,
  keyId,
  signature: sign(utf8ToBytes(text)),
});

/** A witness's signature over a checkpoint's text, at a time in seconds since 1970. */
export function cosign(text: string, { name, keyId }: VerifierKey, timestamp: bigint, sign: Signer): NoteSignature {
  const time = new Uint8Array(8);
  new DataView(time.buffer).setBigUint64(0, timestamp);
  return { name, keyId, signature: concatBytes(time, sign(cosignedMessage(text, timestamp))) };
}
