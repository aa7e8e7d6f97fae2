import { createPublicKey, verify as verifyWithNode } from "node:crypto";
import { describe, expect, test } from "vitest";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { cosign, openNote, signNote, type Verifier } from "#core/domain/audit/tree/open-note.ts";
import { formatNote, longestNote, parseNote, signatureLine } from "#core/domain/audit/tree/signed-note.ts";
import { formatVerifierKey, parseVerifierKey, verifierKey } from "#core/domain/audit/tree/verifier-key.ts";

const verify: Verifier = ({ publicKey, message, signature }) => {
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(publicKey).toString("base64url") },
    format: "jwk",
  });
  return verifyWithNode(null, message, key, signature);
};

const bytes = (text: string) => new TextEncoder().encode(text);

/** The example of C2SP signed-note itself, CC BY 4.0, © The C2SP Authors. */
const specified = {
  key: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  text: "This is an example message.\n",
  line: "\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=",
};

/** The example of Go's package golang.org/x/mod/sumdb/note, BSD-3-Clause, © The Go Authors. */
const published = {
  key: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=",
};

const key = sampleKey("log.example/lapse", 0x11);
const text = "log.example/lapse\n0\nroot\n";
const line = signatureLine(signNote(text, key, key.sign));

describe("a published note", () => {
  test.each([specified, published])("opens under its published key $key", ({ key, text, line }) => {
    const parsed = parseVerifierKey(key);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(formatVerifierKey(parsed.value)).toBe(key);
    const note = parseNote(bytes(`${text}\n${line}\n`));
    if (!note.ok) throw new Error(note.error);
    expect(note.value.text).toBe(text);
    expect(openNote(note.value, parsed.value, verify).ok).toBe(true);
    expect(openNote({ ...note.value, text: `${text}\n` }, parsed.value, verify)).toEqual({
      ok: false,
      error: "bad-signature",
    });
  });
});

describe("a signed note", () => {
  const opened = (note: string) => {
    const parsed = parseNote(bytes(note));
    return parsed.ok ? openNote(parsed.value, key, verify) : parsed;
  };

  test("opens as it was signed, also with lines of unknown keys and an empty line in its text", () => {
    expect(opened(`${text}\n${line}\n`).ok).toBe(true);
    const stranger = sampleKey("log.example/lapse", 0x12); // the same name, another id
    const more = signatureLine(signNote("anything", stranger, stranger.sign));
    expect(opened(`${text}\n${more}\n${line}\n`).ok).toBe(true);
    const gap = "first\n\nsecond\n";
    const note = formatNote(gap, [signNote(gap, key, key.sign)]);
    const parsed = parseNote(bytes(note));
    expect(parsed.ok && parsed.value.text).toBe(gap);
    expect(opened(note).ok).toBe(true);
  });

  test("is unsigned without a line of the key, and refused with two", () => {
    const stranger = sampleKey("other.example", 0x11);
    expect(opened(`${text}\n${signatureLine(signNote(text, stranger, stranger.sign))}\n`)).toMatchObject({
      error: "unsigned",
    });
    expect(opened(`${text}\n${line}\n${line}\n`)).toMatchObject({ error: "bad-signature" });
  });

  test("holds sixteen witnesses and refuses more than a hundred signatures or a million bytes", () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) => {
        const witness = sampleKey(`w${at}.example`, at % 250, "cosignature");
        return `${signatureLine(cosign(text, witness, 1n, witness.sign))}\n`;
      }).join("");
    expect(opened(`${text}\n${line}\n${lines(16)}`).ok).toBe(true);
    expect(parseNote(bytes(`${text}\n${lines(101)}`)).ok).toBe(false);
    expect(parseNote(bytes(`${"x".repeat(longestNote)}\n\n${line}\n`)).ok).toBe(false);
  });

  test.each([
    ["no blank line", `${text}${line}\n`],
    ["no signature", `${text}\n`],
    ["no final newline", `${text}\n${line}`],
    ["a carriage return", `${text}\n${line}\r\n`],
    ["a tab in the text", `a\tb\n\n${line}\n`],
    ["a hyphen for the em dash", `${text}\n${line.replace("\u2014", "-")}\n`],
    ["two spaces", `${text}\n${line.replace(" ", "  ")}\n`],
    ["a word too many", `${text}\n${line} x\n`],
    ["a plus in the name", `${text}\n${line.replace("lapse", "la+se")}\n`],
    ["a no-break space in the name", `${text}\n${line.replace("lapse", "la\u00a0se")}\n`],
    ["no padding", `${text}\n${line.replace(/=+$/, "")}\n`],
    ["stray bits before the padding", `${text}\n\u2014 log.example/lapse AAAAAAB=\n`],
    ["a signature of no bytes", `${text}\n\u2014 log.example/lapse AAAAAA==\n`],
    ["something after the signatures", `${text}\n${line}\n\n`],
  ])("is malformed with %s", (_, note) => {
    expect(parseNote(bytes(note))).toEqual({ ok: false, error: "malformed" });
  });

  test("is malformed where it is not UTF-8, and a byte order mark is not overlooked", () => {
    const note = bytes(`${text}\n${line}\n`);
    expect(parseNote(note.with(0, 0xff)).ok).toBe(false);
    expect(opened(`\ufeff${text}\n${line}\n`)).toMatchObject({ error: "bad-signature" });
  });

  test("is not written where no parser would give its text back", () => {
    for (const bad of ["no newline", "a\r\n", ""]) {
      expect(() => formatNote(bad, [signNote(bad, key, key.sign)])).toThrow(RangeError);
    }
    expect(() => formatNote(text, [])).toThrow(RangeError);
  });
});

describe("a cosignature", () => {
  const witness = sampleKey("witness.example/w", 0x22, "cosignature");
  const note = (signature = cosign(text, witness, 1_900_000_001n, witness.sign)) => ({ text, signatures: [signature] });

  test("says when the witness signed, and covers time and text", () => {
    const opened = openNote(note(), witness, verify);
    expect(opened.ok && opened.value.timestamp).toBe(1_900_000_001n);
    expect(opened.ok && new TextDecoder().decode(opened.value.message)).toBe(
      `cosignature/v1\ntime 1900000001\n${text}`,
    );
    const signed = cosign(text, witness, 1_900_000_001n, witness.sign);
    const later = { ...signed, signature: signed.signature.with(7, signed.signature[7]! ^ 1) };
    expect(openNote(note(later), witness, verify).ok).toBe(false);
    expect(openNote({ ...note(), text: "another\n" }, witness, verify).ok).toBe(false);
  });

  test("is no signature of the log, although the key bytes are the same", () => {
    const asLog = verifierKey(witness.name, witness.publicKey);
    expect(asLog.keyId).not.toBe(witness.keyId);
    expect(openNote(note(), asLog, verify)).toMatchObject({ error: "unsigned" });
  });

  test("of a time beyond the format's or of another length is refused", () => {
    const far = cosign(text, witness, 1n << 63n, witness.sign);
    expect(openNote(note(far), witness, verify).ok).toBe(false);
    const short = { ...far, signature: far.signature.slice(8) };
    expect(openNote(note(short), witness, verify).ok).toBe(false);
  });
});

describe("a verifier key", () => {
  const vkey = formatVerifierKey(key);

  test("comes back as it was, for a log and for a witness", () => {
    expect(parseVerifierKey(vkey)).toMatchObject({ ok: true, value: { name: key.name, use: "note" } });
    const witness = sampleKey("w.example", 3, "cosignature");
    expect(parseVerifierKey(formatVerifierKey(witness))).toMatchObject({ value: { use: "cosignature" } });
  });

  test.each([
    ["another name", vkey.replace("lapse", "lapsE"), "wrong-id"],
    ["an id in capitals", vkey.replace(key.keyId, key.keyId.toUpperCase()), "malformed"],
    ["no key", `${key.name}+${key.keyId}+`, "malformed"],
    ["a short key", `${key.name}+${key.keyId}+AQID`, "malformed"],
    ["another algorithm", `${key.name}+${key.keyId}+AgID`, "unknown-type"],
    ["a space in the name", `log example+${key.keyId}+AQID`, "malformed"],
  ])("with %s is refused", (_, changed, error) => {
    expect(parseVerifierKey(changed)).toEqual({ ok: false, error });
  });
});
