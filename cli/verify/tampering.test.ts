import { describe, expect, test } from "vitest";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { memoryFiles, sampleEntries, sampleExport, sampleReceipt, signedCheckpoint } from "#cli/testing/sample-log.ts";
import { checkKeptReceipt } from "#cli/verify/check-kept-receipt.ts";
import type { Kept } from "#cli/verify/check-kept.ts";
import { verifyEd25519 } from "#cli/verify/verify-ed25519.ts";
import { verifyExport } from "#cli/verify/verify-export.ts";
import { decodeBundle, encodeBundle } from "#core/domain/audit/tree/entry-bundle.ts";
import { openCheckpoint } from "#core/domain/audit/tree/open-checkpoint.ts";

type Files = ReadonlyMap<string, Uint8Array>;

const key = sampleKey("log.example/lapse", 0x61);
const size = 1_000;
const entries = [...sampleEntries(size)];
const files: Files = sampleExport(entries, key);
const forged = new TextEncoder().encode('{"forged":true}');

function keep(from: Files, path = "kept"): Kept {
  const opened = openCheckpoint(from.get("checkpoint")!, key, verifyEd25519);
  if (!opened.ok) throw new Error(opened.error);
  return { path, checkpoint: opened.value.checkpoint };
}

function found(changed: Files, kept: readonly Kept[] = []) {
  const { found } = verifyExport(memoryFiles(changed), { key, witnesses: [], kept });
  return { count: found.count, firstBad: found.firstBad, paths: found.shown.map(({ path }) => path) };
}

const changed = (path: string, bytes: Uint8Array | undefined): Files => {
  const copy = new Map(files);
  if (bytes === undefined) copy.delete(path);
  else copy.set(path, bytes);
  return copy;
};

/** One bundle with its entries rearranged; tiles and checkpoint as they were. */
function rebundled(path: string, change: (entries: readonly Uint8Array[]) => Uint8Array[]): Files {
  const decoded = decodeBundle(files.get(path)!);
  if (!decoded.ok) throw new Error(`${path} is torn`);
  return changed(path, encodeBundle(change(decoded.value)));
}

const only = (entry: number) => ({ start: entry, end: entry + 1 });

describe("an export with", () => {
  const bundle = "tile/entries/001";

  test("nothing changed is fine, and agrees with every checkpoint of its past", () => {
    const past = [0, 1, 255, 256, 257, 700, 999, 1_000].map((at) => keep(sampleExport(entries.slice(0, at), key)));
    expect(found(files, past)).toMatchObject({ count: 0 });
  });

  test("a signed size beyond everything that is there is found, and does not take for ever", () => {
    const checkpoint = signedCheckpoint(Number.MAX_SAFE_INTEGER, new Uint8Array(32), key);
    const { count, firstBad } = found(changed("checkpoint", checkpoint));
    expect(count).toBe(100_000);
    expect(firstBad?.start).toBeLessThanOrEqual(size);
  });

  test("an entry deleted is found where it was", () => {
    expect(found(rebundled(bundle, (all) => all.toSpliced(44, 1))).firstBad).toEqual(only(300));
  });

  test("an entry inserted is found where it is", () => {
    expect(found(rebundled(bundle, (all) => all.toSpliced(44, 0, forged))).firstBad).toEqual(only(300));
    expect(found(rebundled("tile/entries/003.p/232", (all) => [...all, forged])).firstBad).toEqual(only(1_000));
  });

  test("an entry duplicated is found where it is repeated", () => {
    expect(found(rebundled(bundle, (all) => all.toSpliced(44, 0, all[44]!))).firstBad).toEqual(only(301));
  });

  test("two entries exchanged is found at the first", () => {
    const swap = (all: readonly Uint8Array[]) => all.with(44, all[50]!).with(50, all[44]!);
    expect(found(rebundled(bundle, swap)).firstBad).toEqual(only(300));
  });

  test("two bundles exchanged is found at the first", () => {
    const swapped = new Map(files)
      .set("tile/entries/000", files.get(bundle)!)
      .set(bundle, files.get("tile/entries/000")!);
    expect(found(swapped).firstBad).toEqual(only(0));
  });

  test.each([...files.keys()].filter((path) => path.startsWith("tile/")))("%s deleted is found", (path) => {
    const place = Number(/00(\d)/.exec(path)?.[1]);
    expect(found(changed(path, undefined))).toMatchObject({ paths: [path], firstBad: only(256 * place) });
  });

  test("its tail cut off is found at the first entry that is gone", () => {
    const tail = "tile/entries/003.p/232";
    const inEntry779 = encodeBundle(entries.slice(768, 779)).length + 60;
    expect(found(changed(tail, files.get(tail)!.subarray(0, inEntry779))).firstBad).toEqual(only(779));
    expect(found(rebundled(tail, (all) => all.slice(0, 100))).firstBad).toEqual(only(868));
  });

  test("a file too long to be what it should is found unread", () => {
    expect(found(changed(bundle, new Uint8Array(17_000_000))).firstBad).toEqual(only(256));
    expect(found(changed("tile/0/002", new Uint8Array(8_193))).firstBad).toEqual(only(512));
    expect(found(changed("checkpoint", new Uint8Array(1_000_001))).count).toBe(1);
  });

  test("its checkpoint deleted, or of another key, is found", () => {
    expect(found(changed("checkpoint", undefined)).count).toBe(1);
    const stranger = sampleKey(key.name, 0x62);
    expect(found(sampleExport(entries, stranger)).count).toBe(1);
  });

  test("a file that is no part of the log is found", () => {
    for (const path of [
      "tile/0/004",
      "tile/entries/003",
      "tile/entries/x000/001",
      "tile/notes.txt",
      "tile/2/000.p/1",
    ]) {
      expect(found(changed(path, forged))).toMatchObject({ count: 1, paths: [path] });
    }
  });

  test("tiles from when the log was shorter is fine while they are its beginning", () => {
    const older = sampleExport(entries.slice(0, 900), key);
    const both = new Map([...older, ...files]);
    expect(both.size).toBe(files.size + 2);
    expect(found(both).count).toBe(0);
    for (const path of ["tile/0/003.p/132", "tile/entries/003.p/132"]) {
      const bytes = older.get(path)!;
      expect(found(new Map(both).set(path, bytes.with(70, bytes[70]! ^ 1)))).toMatchObject({ count: 1, paths: [path] });
    }
  });

  test("an entry and its hashes rewritten up to a torn place is found there and not only later", () => {
    const rewritten = sampleExport(entries.with(300, forged), key);
    const mixed = new Map(files).set(bundle, rewritten.get(bundle)!).set("tile/0/001", rewritten.get("tile/0/001")!);
    expect(found(mixed).firstBad).toEqual({ start: 256, end: 512 });
    mixed.set("tile/entries/002", forged);
    expect(found(mixed).firstBad).toEqual({ start: 256, end: 512 });
  });
});

describe("a log rewritten with fresh hashes and its own key", () => {
  const rewritten = sampleExport(entries.with(300, forged), key);

  test("looks fine by itself, which is why checkpoints are kept", () => {
    expect(found(rewritten).count).toBe(0);
  });

  test("is found against one kept checkpoint, of this size or any size after the change", () => {
    for (const at of [301, 512, 777, 1_000]) {
      const kept = keep(sampleExport(entries.slice(0, at), key));
      expect(found(rewritten, [kept])).toMatchObject({ count: 1, firstBad: { start: 0, end: at } });
    }
  });

  test.each<[string, (all: readonly Uint8Array[]) => Uint8Array[]]>([
    ["an entry deleted", (all) => all.toSpliced(300, 1)],
    ["an entry deleted and another put at the end", (all) => [...all.toSpliced(300, 1), forged]],
    ["its tail cut off", (all) => all.slice(0, 900)],
    ["two entries exchanged", (all) => all.with(300, all[310]!).with(310, all[300]!)],
    ["an entry inserted", (all) => all.toSpliced(300, 0, forged)],
    ["an entry duplicated", (all) => all.toSpliced(300, 0, all[300]!)],
    ["everything replaced", () => [...sampleEntries(size, "z")]],
    ["its last entry replaced", (all) => all.with(size - 1, forged)],
  ])("with %s, looks fine by itself and is found against one kept checkpoint", (_, change) => {
    const tampered = sampleExport(change(entries), key);
    expect(found(tampered).count).toBe(0);
    expect(found(tampered, [keep(files)]).count).toBeGreaterThan(0);
  });

  test("is narrowed by each further one", () => {
    const kept = [200, 290, 310, 900].map((at) => keep(sampleExport(entries.slice(0, at), key), `at ${at}`));
    expect(found(rewritten, kept)).toMatchObject({ paths: ["at 310", "at 900"], firstBad: { start: 290, end: 310 } });
  });

  test("is found where it was rewritten, although a later entry is plainly wrong", () => {
    const path = "tile/entries/002";
    const torn = new Map(rewritten).set(path, rewritten.get(path)!.slice(0, -1));
    expect(found(torn).firstBad).toEqual(only(767));
    const kept = [200, 310].map((at) => keep(sampleExport(entries.slice(0, at), key)));
    expect(found(torn, kept)).toMatchObject({ count: 2, firstBad: { start: 200, end: 310 } });
  });

  test("is found against one kept receipt, which names the entry", () => {
    const outcome = (receipt: Uint8Array, exported: Files) =>
      checkKeptReceipt("receipt", receipt, [key], memoryFiles(exported)).findings;
    const receipt = sampleReceipt(files, 300, size, entries[300]);
    expect(outcome(receipt, files)).toEqual([]);
    expect(outcome(receipt, rewritten)).toMatchObject([{ entries: only(300) }]);
    const { kept } = checkKeptReceipt(
      "receipt",
      sampleReceipt(files, 5, size, entries[5]),
      [key],
      memoryFiles(rewritten),
    );
    expect(found(rewritten, [kept!]).count).toBe(1);
  });

  test("without its key does not even look fine, and is narrowed in the same way", () => {
    const stolen = new Map(rewritten).set("checkpoint", files.get("checkpoint")!);
    expect(found(stolen).firstBad).toEqual({ start: 0, end: size });
    const kept = keep(sampleExport(entries.slice(0, 290), key));
    expect(found(stolen, [kept]).firstBad).toEqual({ start: 290, end: size });
  });
});

describe("an older backup", () => {
  const older = sampleExport(entries.slice(0, 640), key);

  test("looks fine by itself, and is found against a later checkpoint", () => {
    expect(found(older).count).toBe(0);
    expect(found(older, [keep(files)])).toMatchObject({ count: 1, firstBad: only(640) });
  });

  test("that went on differently is found, also once it is longer again", () => {
    const other = sampleExport([...entries.slice(0, 640), ...sampleEntries(800, "b")], key);
    expect(found(other, [keep(older, "older"), keep(files)]).firstBad).toEqual({ start: 640, end: 1_000 });
  });
});
