import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { sampleFolder } from "#cli/testing/sample-folder.ts";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { sampleEntries, sampleExport, sampleReceipt, signedCheckpoint } from "#cli/testing/sample-log.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";

const room = mkdtempSync(join(tmpdir(), "lapse-verify-"));
afterAll(() => rmSync(room, { recursive: true }));

const key = sampleKey("log.example/lapse", 0x71);
const witness = sampleKey("witness.example/w", 0x72, "cosignature");
const [vkey, witnessKey] = [formatVerifierKey(key), formatVerifierKey(witness)];
const foreignKey = formatVerifierKey(sampleKey("log.example/other", 0x75));
const at = (name: string) => join(room, name);
const folder = at("export");

const edge = sampleFolder(folder, sampleEntries(600), key);
writeFileSync(join(folder, "checkpoint"), signedCheckpoint(600, edge.root(), key, witness));
const kept = sampleExport(sampleEntries(500), key);
writeFileSync(at("kept"), kept.get("checkpoint")!);
writeFileSync(at("receipt"), sampleReceipt(kept, 7, 500, [...sampleEntries(8)][7]));
writeFileSync(at("foreign"), sampleExport(sampleEntries(500, "x"), key).get("checkpoint")!);
writeFileSync(at("noise"), "noise");

/** The command as people start it, in a process of its own. */
function lapse(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["cli/lapse.ts", ...words], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("an export that holds ends with 0 and says what was checked", () => {
  const all = ["--checkpoint", at("kept"), "--receipt", at("receipt"), "--witness", witnessKey];
  const answer = lapse("verify", folder, "--key", vkey, ...all);
  expect(answer).toMatchObject({ status: 0, stderr: "" });
  expect(answer.stdout).toContain("proves entry 7, as log.example/lapse signed it among 500.");
  expect(answer.stdout).toContain("Witnessed by witness.example/w.");
  expect(answer.stdout).toContain("holds all 600 entries that log.example/lapse signed");
  expect(answer.stdout).not.toContain("Nothing kept was compared");
  expect(lapse("verify", folder, "--key", vkey).stdout).toContain("Nothing kept was compared");
});

test("a receipt is checked without an export", () => {
  expect(lapse("verify", "--key", vkey, "--receipt", at("receipt")).status).toBe(0);
  const broken = readFileSync(at("receipt"), "utf8").replace("index 7", "index 8");
  writeFileSync(at("broken"), broken);
  const answer = lapse("verify", "--key", vkey, "--receipt", at("broken"));
  expect(answer).toMatchObject({ status: 1, stderr: "" });
  expect(answer.stdout).toContain("does not prove what it claims");
});

test("one changed byte ends with 1 and names the first bad entry", () => {
  const path = join(folder, "tile/entries/001");
  const bytes = readFileSync(path);
  try {
    writeFileSync(path, bytes.with(200, bytes[200]! ^ 1));
    const answer = lapse("verify", folder, "--key", vkey);
    expect(answer).toMatchObject({ status: 1, stderr: "" });
    expect(answer.stdout).toContain("tile/entries/001 has another entry 257 than tile/0/001 has the hash of.");
    expect(answer.stdout).toContain("First bad entry: 257.");
    expect(answer.stdout).toContain("Not fine: 1 thing does not hold.");
  } finally {
    writeFileSync(path, bytes);
  }
});

test("another history, a stranger's checkpoint or a missing witness ends with 1", () => {
  const foreign = lapse("verify", folder, "--key", vkey, "--checkpoint", at("foreign"));
  expect(foreign).toMatchObject({ status: 1 });
  expect(foreign.stdout).toContain("one of its first 500 entries was changed");
  expect(lapse("verify", folder, "--key", vkey, "--checkpoint", at("noise")).status).toBe(1);
  const stranger = formatVerifierKey(sampleKey("stranger.example", 0x73, "cosignature"));
  const unwitnessed = lapse("verify", folder, "--key", vkey, "--witness", stranger);
  expect(unwitnessed).toMatchObject({ status: 1 });
  expect(unwitnessed.stdout).toContain("is not signed by the witness stranger.example");
});

test("after the log has changed its key, what the old one signed is still held against the export, which it may not sign", () => {
  const old = sampleKey("log.example/lapse", 0x74);
  const oldKey = formatVerifierKey(old);
  const before = sampleExport(sampleEntries(500), old);
  writeFileSync(at("kept-old"), before.get("checkpoint")!);
  writeFileSync(at("receipt-old"), sampleReceipt(before, 7, 500, [...sampleEntries(8)][7]));
  writeFileSync(at("foreign-old"), sampleExport(sampleEntries(500, "x"), old).get("checkpoint")!);
  const kept = ["--checkpoint", at("kept-old"), "--receipt", at("receipt-old")];
  expect(lapse("verify", folder, "--key", vkey, "--old-key", oldKey, ...kept)).toMatchObject({
    status: 0,
    stderr: "",
  });
  expect(lapse("verify", folder, "--key", vkey, ...kept)).toMatchObject({ status: 1 });
  const foreign = lapse("verify", folder, "--key", vkey, "--old-key", oldKey, "--checkpoint", at("foreign-old"));
  expect(foreign).toMatchObject({ status: 1 });
  expect(foreign.stdout).toContain("one of its first 500 entries was changed");
  expect(lapse("verify", folder, "--key", oldKey, "--old-key", vkey)).toMatchObject({ status: 1 });
});

test("what cannot be understood or read ends with 2, never with 0 or 1", () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [[], "Say what to do."],
    [["prove"], 'There is no command "prove".'],
    [["verify", folder], "Give the log's public key"],
    [["verify", "--key", vkey], "Give an export folder or a --receipt."],
    [["verify", folder, "--key", vkey.replace("lapse", "lapsy")], "its id is not that of its name and key"],
    [["verify", folder, "--key", witnessKey], "is a witness's key"],
    [["verify", folder, "--key", vkey, "--chekpoint", at("kept")], "Unknown option"],
    [["verify", folder, "--key", vkey, "--old-key", foreignKey], "is a key of another log"],
    [["verify", folder, "--pack", folder, "--key", vkey], "Give one export folder, or one --pack."],
    [["witness", "--log", vkey, "--key-file", at("noise"), "--data", room, "--port", "84OO"], "84OO is no port."],
    [["witness", "--log", vkey, "--key-file", at("noise"), "--data", room], "holds no witness's signing key"],
    [["verify", at("nowhere"), "--key", vkey], "Cannot read"],
    [["verify", folder, "--key", vkey, "--checkpoint", at("nowhere")], "there is no such file"],
  ];
  for (const [words, message] of wrong) {
    const answer = lapse(...words);
    expect(answer, words.join(" ")).toMatchObject({ status: 2, stdout: "" });
    expect(answer.stderr).toContain(message);
  }
});

test("a folder where a file should be cannot be read", () => {
  const path = join(folder, "tile/0/001");
  try {
    renameSync(path, at("aside"));
    mkdirSync(path);
    expect(lapse("verify", folder, "--key", vkey)).toMatchObject({ status: 2 });
  } finally {
    rmSync(path, { recursive: true });
    renameSync(at("aside"), path);
  }
});

test("an empty log holds", () => {
  mkdirSync(at("empty"));
  sampleFolder(at("empty"), [], key);
  expect(lapse("verify", at("empty"), "--key", vkey)).toMatchObject({ status: 0, stderr: "" });
});
