import { expect, test } from "vitest";
import { sampleKey } from "#cli/testing/sample-key.ts";
import { sampleEntries, sampleExport, sampleReceipt } from "#cli/testing/sample-log.ts";
import { formatVerifierKey } from "#core/domain/audit/tree/verifier-key.ts";
import { verifyInBrowser } from "../../app/(portal)/verify/verify-in-browser.ts";

const key = sampleKey("log.example/lapse", 0x31);
const size = 700;
const entries = [...sampleEntries(size)];
const files = sampleExport(entries, key);
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);
const keptFor = (index: number) => ({
  key: formatVerifierKey(key),
  checkpoint: text(files.get("checkpoint")),
  receipt: text(sampleReceipt(files, index, size, entries[index])),
});

test("an entry is found in the tree of a kept checkpoint, from tiles alone", async () => {
  for (const index of [0, 1, 255, 256, 511, 512, 640, 699]) {
    const fetched: string[] = [];
    const verdict = await verifyInBrowser(keptFor(index), (path) => {
      fetched.push(path);
      return Promise.resolve(files.get(path)!);
    });
    expect(verdict).toMatchObject({ holds: true, index, size, entry: text(entries[index]), tiles: fetched.length });
    expect(fetched.every((path) => /^tile\/\d/.test(path))).toBe(true);
  }
});

test("an altered tile is named, with the entries whose hashes it holds, whatever of it was altered", async () => {
  const index = 300;
  const cases = [
    ["tile/0/001", 45, { first: 301, last: 301 }],
    ["tile/0/001", 0, { first: 256, last: 287 }],
    ["tile/1/000.p/2", 0, { first: 0, last: 255 }],
    ["tile/0/002.p/188", 7, { first: 512, last: 699 }],
  ] as const;
  for (const [path, hash, entriesOf] of cases) {
    const altered = (asked: string) => {
      const tile = files.get(asked)!;
      return Promise.resolve(asked === path ? tile.with(hash * 32, tile[hash * 32]! ^ 1) : tile);
    };
    const verdict = await verifyInBrowser(keptFor(index), altered);
    expect(verdict).toEqual({ holds: false, why: "not-included", where: { ...entriesOf, tiles: [path] } });
  }
});

test("another entry, another key or a changed checkpoint makes it fail", async () => {
  const honest = (path: string) => Promise.resolve(files.get(path)!);
  const moved = { ...keptFor(300), receipt: keptFor(300).receipt.replace("index 300", "index 301") };
  expect(await verifyInBrowser(moved, honest)).toEqual({ holds: false, why: "receipt-changed" });
  const stranger = formatVerifierKey(sampleKey("log.example/lapse", 0x32));
  expect(await verifyInBrowser({ ...keptFor(3), key: stranger }, honest)).toEqual({ holds: false, why: "checkpoint" });
  const larger = { ...keptFor(3), checkpoint: keptFor(3).checkpoint.replace("\n700\n", "\n701\n") };
  expect(await verifyInBrowser(larger, honest)).toEqual({ holds: false, why: "checkpoint" });
  expect(await verifyInBrowser({ ...keptFor(3), receipt: "noise" }, honest)).toEqual({ holds: false, why: "receipt" });
});

test("two trees of one size that the log's key signed are told from an altered tile", async () => {
  const others = [...sampleEntries(size)].with(650, new TextEncoder().encode("{}"));
  const forked = sampleExport(others, key);
  const kept = { ...keptFor(3), checkpoint: text(forked.get("checkpoint")) };
  const verdict = await verifyInBrowser(kept, (path) => Promise.resolve(files.get(path)!));
  expect(verdict).toEqual({ holds: false, why: "forked" });
});
