import { checkPack } from "#cli/pack/check-pack.ts";
import { openPack } from "#cli/pack/pack-folder.ts";
import { Unreadable } from "#cli/unreadable.ts";
import { byAnyKey, type Keys } from "#cli/verify/by-any-key.ts";
import type { Kept } from "#cli/verify/check-kept.ts";
import { checkKeptReceipt } from "#cli/verify/check-kept-receipt.ts";
import { type ExportFiles, openFolder, readFile } from "#cli/verify/export-files.ts";
import { type Finding, nameEntries } from "#cli/verify/finding.ts";
import { FindingLog } from "#cli/verify/finding-log.ts";
import { type VerifyArguments, verifyArguments } from "#cli/verify/verify-arguments.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { explainCheckpoint, type Report, verifyExport } from "#cli/verify/verify-export.ts";
import { encodeBase64 } from "#core/domain/audit/tree/base64.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { longestNote } from "#core/domain/audit/tree/signed-note.ts";

type Print = (line: string) => void;

/** `lapse verify`: prints what was found and returns the exit code, 0 or 1. Throws UsageFault and Unreadable. */
export function runVerify(words: readonly string[], print: Print): number {
  const given = verifyArguments(words);
  const files = given.folder === undefined ? undefined : openFolder(given.folder);
  const keys: Keys = [given.key, ...given.oldKeys];
  const checkpoints = given.checkpoints.map((path) => readKept(path, keys));
  const receipts = given.receipts.map((path) => checkKeptReceipt(path, readGiven(path), keys, files));
  const trusted = [...checkpoints, ...receipts];
  const kept = trusted.flatMap(({ kept }) => kept ?? []);
  const report = files && verifyExport(files, { key: given.key, witnesses: given.witnesses, kept });
  const found = report?.found ?? new FindingLog();
  for (const finding of trusted.flatMap(({ findings }) => findings)) found.add(finding);
  for (const { fine } of receipts) if (fine !== undefined) print(fine);
  const told = packOf(given, files, report, found);
  if (found.count === 0) told.forEach(print);
  return conclude(given, files, report, found, print);
}

/** Rows are held against a log that holds: beside one that does not, they would prove nothing either way. */
function packOf(
  { pack, key }: VerifyArguments,
  files: ExportFiles | undefined,
  report: Report | undefined,
  found: FindingLog,
): readonly string[] {
  if (pack === undefined || files === undefined || report?.checkpoint === undefined || found.count > 0) return [];
  const folder = openPack(pack);
  try {
    return checkPack(folder, files, report.checkpoint, key, (finding) => found.add(finding));
  } finally {
    folder.close();
  }
}

function conclude(
  { key, folder, checkpoints, receipts, witnesses }: VerifyArguments,
  files: ExportFiles | undefined,
  report: Report | undefined,
  found: FindingLog,
  print: Print,
): number {
  if (found.count > 0) {
    for (const { path, message } of found.shown) print(`${printable(path)} ${message}.`);
    if (found.count > found.shown.length) print(`… and ${found.count - found.shown.length} further findings.`);
    if (found.firstBad !== undefined) print(firstBadLine(found.firstBad));
    print(`Not fine: ${found.count} ${found.count === 1 ? "thing does" : "things do"} not hold.`);
    return 1;
  }
  if (files === undefined || report?.checkpoint === undefined) return 0;
  const { size, root } = report.checkpoint;
  for (const { name } of witnesses) print(`Witnessed by ${name}.`);
  if (checkpoints.length + receipts.length === 0) {
    print("Nothing kept was compared: a log rewritten by its own key looks fine. Keep this checkpoint for next time.");
  }
  print(`Fine: ${folder} holds all ${size} entries that ${key.name} signed, root ${encodeBase64(root)}.`);
  return 0;
}

/** File names come with the export: one could hold what steers the reader's terminal. */
const printable = (path: string): string => path.replaceAll(/\p{C}/gu, "\ufffd");

const firstBadLine = (entries: { readonly start: number; readonly end: number }): string =>
  entries.end - entries.start === 1
    ? `First bad entry: ${entries.start}.`
    : `First bad entry: among ${nameEntries(entries)}; nothing given narrows it further.`;

function readKept(path: string, keys: Keys): { kept?: Kept; findings: readonly Finding[] } {
  const bytes = readGiven(path);
  const opened = byAnyKey(keys, (key) => openCheckpoint(bytes, key, verifyEd25519));
  return opened.ok
    ? { kept: { path, checkpoint: opened.value.checkpoint }, findings: [] }
    : { findings: [{ path, message: explainCheckpoint(opened.error, keys[0]) }] };
}

function readGiven(path: string): Uint8Array {
  const bytes = readFile(path, longestNote);
  if (typeof bytes === "string") throw new Unreadable(path, bytes === "missing" ? "there is no such file" : bytes);
  return bytes;
}
