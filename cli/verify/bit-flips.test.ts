import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleFolder } from "#cli/testing/sample-folder.ts";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { memoryFiles, sampleEntries, sampleExport, sampleReceipt } from "#cli/testing/sample-log.ts";
import { checkKeptReceipt } from "#cli/verify/check-kept-receipt.ts";
import { type ExportFiles, openFolder } from "#cli/verify/export-files.ts";
import type { Finding } from "#cli/verify/finding.ts";
import { FindingLog } from "#cli/verify/finding-log.ts";
import { type Check, treeChecks } from "#cli/verify/tree-checks.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import type { Checkpoint } from "#core/domain/audit/tree/checkpoint.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";
import { parseTilePath, tileWidth } from "#core/domain/audit/tree/tile-address.ts";
import { isFull } from "#core/testing/is-full.ts";

const log = sampleKey("log.example/lapse", 0x4c);
const witness = sampleKey("witness.example/w", 0x57, "cosignature");
const trust = { key: log, witnesses: [witness], kept: [] };

/** Which entries a byte of a file stands for: its own in a bundle or a lowest tile, those below it in a higher tile. */
function entriesOf(path: string, bytes: Uint8Array, at: number): { start: number; end: number } | undefined {
  const address = parseTilePath(path);
  if (address === undefined) return undefined;
  let place = Math.floor(at / 32);
  if (address.level === "entries") {
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    place = 0;
    for (let end = 2 + view.getUint16(0); end <= at; end += 2 + view.getUint16(end)) place += 1;
  }
  const each = address.level === "entries" ? 1 : tileWidth ** address.level;
  const first = address.index * tileWidth + place;
  return { start: first * each, end: (first + 1) * each };
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = bytes.slice();
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

/** The files with one of them replaced. */
const replaced = (files: ExportFiles, path: string, bytes: Uint8Array): ExportFiles => ({
  ...files,
  read: (asked, longest) => (asked === path ? bytes : files.read(asked, longest)),
});

const firstBadOf = (findings: readonly Finding[]) => {
  const found = new FindingLog();
  for (const finding of findings) found.add(finding);
  return found.firstBad;
};

/** A repeatable stream of numbers below 2^32 (mulberry32). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield (mixed ^ (mixed >>> 14)) >>> 0;
  }
}

describe("an export of 8 events", () => {
  const files = sampleExport(sampleEntries(8), log);

  test("shows every single flipped bit, and names the entry", () => {
    const unwitnessed = { ...trust, witnesses: [] };
    expect(verifyExport(memoryFiles(files), unwitnessed).found.count).toBe(0);
    let flips = 0;
    for (const [path, bytes] of files) {
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const { found } = verifyExport(replaced(memoryFiles(files), path, flipped(bytes, bit)), unwitnessed);
        const wanted = entriesOf(path, bytes, bit >> 3);
        if (found.count === 0) expect.fail(`bit ${bit} of ${path} was flipped and nothing was found`);
        if (found.firstBad?.start !== wanted?.start || found.firstBad?.end !== wanted?.end) {
          expect.fail(`bit ${bit} of ${path}: ${JSON.stringify(found.shown)}`);
        }
        flips += 1;
      }
    }
    expect(flips).toBeGreaterThan(8 * 8 * 150);
  });

  test("shows every single flipped bit of a checkpoint that a witness signed too", () => {
    const witnessed = sampleExport(sampleEntries(8), log, witness);
    const bytes = witnessed.get("checkpoint")!;
    expect(verifyExport(memoryFiles(witnessed), trust).found.count).toBe(0);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const { found } = verifyExport(replaced(memoryFiles(witnessed), "checkpoint", flipped(bytes, bit)), trust);
      if (found.count === 0) expect.fail(`bit ${bit} of the checkpoint was flipped and nothing was found`);
    }
  });

  test("shows every single flipped bit of a receipt, with its entry and without", () => {
    const [, , entry] = sampleEntries(8);
    for (const carried of [entry, undefined]) {
      const receipt = sampleReceipt(files, 2, 8, carried);
      const check = (bytes: Uint8Array) => checkKeptReceipt("r", bytes, [log], memoryFiles(files)).findings.length;
      expect(check(receipt)).toBe(0);
      for (let bit = 0; bit < receipt.length * 8; bit += 1) {
        if (check(flipped(receipt, bit)) === 0)
          expect.fail(`bit ${bit} of the receipt was flipped and nothing was found`);
      }
    }
  });
});

/**
 * A step depends on nothing but the files it reads (the next test holds it to that), so a flip can be found only by the steps
 * that read the file; running these alone makes tens of thousands of flips cheap, on a log of any size.
 */
function searchFlips(
  files: ExportFiles,
  paths: readonly string[],
  checkpoint: Checkpoint,
  flips: number,
  seed: number,
) {
  const checks = Map.groupBy(
    [...treeChecks(checkpoint)].flatMap((check) => check.reads.map((path) => ({ path, check }))),
    ({ path }) => path,
  );
  const random = numbers(seed);
  const exact = new Set<number>();
  // Five in six in the entries, as their bytes are.
  const [bundles, hashes] = [
    paths.filter((path) => path.includes("entries")),
    paths.filter((path) => !path.includes("entries")),
  ];
  for (let flip = 0; flip < flips; flip += 1) {
    const among = flip % 6 === 0 ? hashes : bundles;
    const path = among[random.next().value % among.length]!;
    const bytes = files.read(path, Infinity) as Uint8Array;
    const bit = random.next().value % (bytes.length * 8);
    const changed = replaced(files, path, flipped(bytes, bit));
    const findings = (checks.get(path) ?? []).flatMap(({ check }: { check: Check }) => check.run(changed));
    const firstBad = firstBadOf(findings);
    const wanted = entriesOf(path, bytes, bit >> 3)!;
    if (firstBad?.start !== wanted.start) {
      expect.fail(`bit ${bit} of ${path}: entry ${wanted.start}, but found ${JSON.stringify(findings)}`);
    }
    if (firstBad.end - firstBad.start === 1) exact.add(firstBad.start);
  }
  return exact.size;
}

describe("an export of 2,000 events", () => {
  const files = sampleExport(sampleEntries(2_000), log);
  const opened = openCheckpoint(files.get("checkpoint")!, log, verifyEd25519);
  if (!opened.ok) throw new Error(opened.error);
  const { checkpoint } = opened.value;
  const tiles = [...files.keys()].filter((path) => path.startsWith("tile/"));

  test("is fine, and its steps read every tile and nothing that they do not name", () => {
    expect(verifyExport(memoryFiles(files), { ...trust, witnesses: [] }).found.count).toBe(0);
    const named = new Set<string>();
    for (const check of treeChecks(checkpoint)) {
      const read = new Set<string>();
      const watched = memoryFiles(files);
      check.run({ ...watched, read: (path, longest) => (read.add(path), watched.read(path, longest)) });
      expect([...read].sort()).toEqual([...new Set(check.reads)].sort());
      for (const path of check.reads) named.add(path);
    }
    expect([...named].sort()).toEqual([...tiles].sort());
  });

  test("shows 20,000 random flipped bits and names the first bad entry", () => {
    expect(searchFlips(memoryFiles(files), tiles, checkpoint, 20_000, 1)).toBeGreaterThan(1_900);
  });

  test("shows flipped bits to the whole verification too", () => {
    const random = numbers(2);
    for (let flip = 0; flip < 60; flip += 1) {
      const [path, bytes] = [...files][random.next().value % files.size]!;
      const changed = flipped(bytes, random.next().value % (bytes.length * 8));
      const { found } = verifyExport(replaced(memoryFiles(files), path, changed), { ...trust, witnesses: [] });
      expect(found.count, path).toBeGreaterThan(0);
    }
  });
});

describe.runIf(isFull)("an export of 1,000,000 events", () => {
  const folder = mkdtempSync(join(tmpdir(), "lapse-flips-"));
  beforeAll(() => void sampleFolder(folder, sampleEntries(1_000_000), log), 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  test("shows 20,000 random flipped bits and names the first bad entry", { timeout: 600_000 }, () => {
    const opened = openCheckpoint(readFileSync(join(folder, "checkpoint")), log, verifyEd25519);
    if (!opened.ok) throw new Error(opened.error);
    const files = openFolder(folder);
    expect(verifyExport(files, { ...trust, witnesses: [] }).found.count).toBe(0);
    const paths = [...files.tilePaths()];
    expect(searchFlips(files, paths, opened.value.checkpoint, 20_000, 3)).toBeGreaterThan(15_000);
  });
});
