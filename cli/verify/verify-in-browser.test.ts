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

test("one altered tile, another entry, another key or a changed checkpoint makes it fail", async () => {
  const honest = (path: string) => Promise.resolve(files.get(path)!);
  const altered = (path: string) => Promise.resolve(files.get(path)!.with(9, files.get(path)![9]! ^ 1));
  expect(await verifyInBrowser(keptFor(300), altered)).toEqual({ holds: false, why: "not-included" });
  const moved = { ...keptFor(300), receipt: keptFor(300).receipt.replace("index 300", "index 301") };
  expect(await verifyInBrowser(moved, honest)).toEqual({ holds: false, why: "not-included" });
  const stranger = formatVerifierKey(sampleKey("log.example/lapse", 0x32));
  expect(await verifyInBrowser({ ...keptFor(3), key: stranger }, honest)).toEqual({ holds: false, why: "checkpoint" });
  const larger = { ...keptFor(3), checkpoint: keptFor(3).checkpoint.replace("\n700\n", "\n701\n") };
  expect(await verifyInBrowser(larger, honest)).toEqual({ holds: false, why: "checkpoint" });
  expect(await verifyInBrowser({ ...keptFor(3), receipt: "noise" }, honest)).toEqual({ holds: false, why: "receipt" });
});
