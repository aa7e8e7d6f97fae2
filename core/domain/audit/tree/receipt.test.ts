import { describe, expect, test } from "vitest";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { sampleEntries, sampleExport, sampleReceipt } from "#cli/testing/sample-log.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { checkReceipt } from "#core/domain/audit/tree/check-receipt.ts";
import { formatCheckpoint, parseCheckpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { formatReceipt, parseReceipt } from "#core/domain/audit/tree/receipt.ts";
import { formatNote } from "#core/domain/audit/tree/signed-note.ts";
import { signNote } from "#core/domain/audit/tree/open-note.ts";

const key = sampleKey("log.example/lapse", 0x31);
const root = "/+79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=";

describe("a checkpoint's text", () => {
  test("is three lines, and comes back", () => {
    const text = `log.example/other\n20000007\n${root}\n`;
    const parsed = parseCheckpoint(text);
    if (!parsed.ok) throw new Error(parsed.error);
    expect(parsed.value).toMatchObject({ origin: "log.example/other", size: 20_000_007, extensions: [] });
    expect(formatCheckpoint(parsed.value)).toBe(text);
    expect(parseCheckpoint(`${text}extension\n`)).toMatchObject({ value: { extensions: ["extension"] } });
  });

  test.each([
    ["no newline at its end", `o\n1\n${root}`],
    ["two lines", "o\n1\n"],
    ["an empty origin", `\n1\n${root}\n`],
    ["an empty line after it", `o\n1\n${root}\n\n`],
    ["a leading zero", `o\n01\n${root}\n`],
    ["a sign", `o\n+1\n${root}\n`],
    ["a size beyond 2^53", `o\n9007199254740993\n${root}\n`],
    ["a short root", `o\n1\nAAAA\n`],
    ["a root in url-safe letters", `o\n1\n${root.replace("/", "_")}\n`],
  ])("with %s is malformed", (_, text) => {
    expect(parseCheckpoint(text)).toEqual({ ok: false, error: "malformed" });
  });

  test("signed by the key, but naming another log, is refused", () => {
    const text = `other.example\n1\n${root}\n`;
    const note = formatNote(text, [signNote(text, key, key.sign)]);
    expect(openCheckpoint(new TextEncoder().encode(note), key, verifyEd25519)).toEqual({
      ok: false,
      error: "other-log",
    });
  });
});

describe("a receipt", () => {
  const entries = [...sampleEntries(300)];
  const files = sampleExport(entries, key);
  const receipt = (index: number, entry = entries[index]) => sampleReceipt(files, index, 300, entry);
  const without = new TextDecoder().decode(receipt(7)).replace(/^extra .*\n/m, "");

  test("proves its entry by itself, at every place", () => {
    for (const index of [0, 7, 255, 256, 299]) {
      const checked = checkReceipt(receipt(index), key, verifyEd25519);
      expect(checked).toMatchObject({ ok: true, value: { index, entry: entries[index], checkpoint: { size: 300 } } });
    }
  });

  test("without its entry proves the one that is given, and no other", () => {
    const bytes = new TextEncoder().encode(without);
    expect(checkReceipt(bytes, key, verifyEd25519, entries[7]).ok).toBe(true);
    expect(checkReceipt(bytes, key, verifyEd25519, entries[8])).toEqual({ ok: false, error: "not-included" });
    expect(checkReceipt(bytes, key, verifyEd25519)).toEqual({ ok: false, error: "no-entry" });
    expect(checkReceipt(receipt(7), key, verifyEd25519, entries[8])).toEqual({ ok: false, error: "other-entry" });
  });

  test("is worth nothing under another key", () => {
    const stranger = sampleKey(key.name, 0x32);
    expect(checkReceipt(receipt(7), stranger, verifyEd25519)).toEqual({ ok: false, error: "unsigned" });
  });

  test("has the lines of C2SP tlog-proof, and comes back", () => {
    const lines = without.split("\n");
    expect(lines.slice(0, 2)).toEqual(["c2sp.org/tlog-proof@v1", "index 7"]);
    expect(lines.indexOf("")).toBe(2 + 9);
    const parsed = parseReceipt(receipt(7));
    if (!parsed.ok) throw new Error(parsed.error);
    expect(formatReceipt(parsed.value)).toBe(new TextDecoder().decode(receipt(7)));
  });

  test.each([
    ["another version", without.replace("@v1", "@v2")],
    ["no index", without.replace(/index \d+\n/, "")],
    ["a padded index", without.replace("index 7", "index 07")],
    ["a proof line of another length", without.replace("index 7\n", "index 7\nAAAA\n")],
    ["no blank line", without.replace("\n\n", "\n")],
    ["more lines than any tree is high", without.replace("index 7\n", `index 7\n${`${root}\n`.repeat(60)}`)],
  ])("with %s is malformed", (_, text) => {
    expect(parseReceipt(new TextEncoder().encode(text))).toEqual({ ok: false, error: "malformed" });
  });
});
