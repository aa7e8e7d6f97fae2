import { bytesToHex, concatBytes, hexToBytes } from "@noble/hashes/utils.js";
import { decodeBase64, encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { isKeyName, type VerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";

/** One signature line. Whether it is true is not known before `open-note.ts` has verified it. */
export interface NoteSignature {
  readonly name: string;
  /** Eight lowercase hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A note as parsed: its text must not be believed, nor shown, before a signature of a trusted key was verified. */
export interface SignedNote {
  /** With its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Beyond these a note is refused unread. C2SP asks for at least 16 signatures, of up to 5 kB. */
export const longestNote = 1_000_000;
const mostSignatures = 100;

/** The line that carries a signature: em dash, name, base64 of key id and signature. Without the newline. */
export const signatureLine = ({ name, keyId, signature }: NoteSignature): string =>
  `\u2014 ${name} ${encodeBase64(concatBytes(hexToBytes(keyId), signature))}`;

/** A note with its signature lines. Throws a RangeError for a text that no parser would give back. */
export function formatNote(text: string, signatures: readonly NoteSignature[]): string {
  const note = `${text}\n${signatures.map((one) => `${signatureLine(one)}\n`).join("")}`;
  const parsed = parseNote(new TextEncoder().encode(note));
  if (!parsed.ok || parsed.value.text !== text) throw new RangeError("this text cannot be a signed note");
  return note;
}

/** Strictly by C2SP signed-note: valid UTF-8, no control characters but newlines, one blank line, only signatures after it. */
export function parseNote(bytes: Uint8Array): Result<SignedNote, "malformed"> {
  if (bytes.length > longestNote) return refuse("malformed");
  const note = decodeUtf8(bytes);
  if (note === undefined || hasControls(note)) return refuse("malformed");
  const split = note.lastIndexOf("\n\n");
  if (split < 0 || !note.endsWith("\n")) return refuse("malformed");
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > mostSignatures) return refuse("malformed");
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignatureLine(line);
    if (signature === undefined) return refuse("malformed");
    signatures.push(signature);
  }
  return ok({ text: note.slice(0, split + 1), signatures });
}

function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...more] = line.split(" ");
  const bytes = encoded === undefined ? undefined : decodeBase64(encoded);
  if (dash !== "\u2014" || name === undefined || !isKeyName(name) || more.length > 0) return undefined;
  if (bytes === undefined || bytes.length < 5) return undefined;
  return { name, keyId: bytesToHex(bytes.subarray(0, 4)), signature: bytes.slice(4) };
}

/** The lines of the note that claim to be by this key. */
export const signaturesBy = (note: SignedNote, { name, keyId }: VerifierKey): NoteSignature[] =>
  note.signatures.filter((one) => one.name === name && one.keyId === keyId);

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text, or undefined where the bytes are not UTF-8. A byte order mark stays: dropping it would hide a change. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function hasControls(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}
