import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CompactRange } from "#core/domain/audit/tree/compact-range.ts";
import { emptyRoot, merkle } from "#core/domain/audit/tree/merkle-hash.ts";
import { hashesFromTiles, tilesFor } from "#core/domain/audit/tree/proof-from-tiles.ts";
import { consistencyRanges, inclusionRanges } from "#core/domain/audit/tree/proof-ranges.ts";
import { tilePath } from "#core/domain/audit/tree/tile-address.ts";
import { TreeEdge } from "#core/domain/audit/tree/tree-edge.ts";
import { verifyConsistency } from "#core/domain/audit/tree/verify-consistency.ts";
import { verifyInclusion } from "#core/domain/audit/tree/verify-inclusion.ts";

/**
 * Known answers that all implementations of RFC 6962 share: leaves and roots from the reference code of Certificate Transparency
 * (github.com/google/certificate-transparency, merkle_tree_test, Apache-2.0).
 */
const leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const roots = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/** Proofs in those trees, from the same tests: an entry's index and a size, or two sizes, and the nodes that prove it. */
const inclusions = [
  [0, 1, []],
  [
    0,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    5,
    8,
    [
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]],
  [
    1,
    5,
    [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
] as const;
const consistencies = [
  [1, 1, []],
  [
    1,
    8,
    [
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
  ],
  [
    6,
    8,
    [
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
  ],
  [
    2,
    5,
    [
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
  ],
] as const;

/** MTH of RFC 6962, section 2.1, word for word: slow, and nobody's implementation but the definition. */
function definition(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (only === undefined) return emptyRoot;
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return merkle.node(definition(hashes.slice(0, split)), definition(hashes.slice(split)));
}

const leafHashes = Array.from({ length: 700 }, (_, at) => merkle.leaf(new TextEncoder().encode(`entry ${at}`)));

/** Every tile of the tree of this size, as its log published them. */
function tilesOf(size: number, of = leafHashes): ReadonlyMap<string, Uint8Array> {
  const edge = new TreeEdge();
  const filled = of.slice(0, size).flatMap((hash) => edge.append(hash));
  return new Map([...filled, ...edge.partialTiles()].map((tile) => [tilePath(tile), tile.bytes]));
}

const hex = (hashes: readonly Uint8Array[]) => hashes.map(bytesToHex);

describe("hashing", () => {
  test("gives the published roots of the published leaves", () => {
    const range = new CompactRange();
    expect(bytesToHex(range.root())).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const found = leaves.map((leaf) => {
      range.append(merkle.leaf(hexToBytes(leaf)));
      return bytesToHex(range.root());
    });
    expect(found).toEqual(roots);
  });

  test("never takes a node for an entry", () => {
    const [left, right] = [leafHashes[0]!, leafHashes[1]!];
    expect(merkle.leaf(new Uint8Array([...left, ...right]))).not.toEqual(merkle.node(left, right));
    expect(() => merkle.node(left, right.subarray(1))).toThrow(RangeError);
  });

  test("hashes an entry of any length", () => {
    const [short, long] = [merkle.leaf(new Uint8Array(4_095)), merkle.leaf(new Uint8Array(70_000))];
    expect([short.length, long.length]).toEqual([32, 32]);
    expect(merkle.leaf(new Uint8Array(4_095))).toEqual(short);
  });
});

describe("appending", () => {
  test("a compact range and a log's edge have the defined root at every size", () => {
    const [range, edge] = [new CompactRange(), new TreeEdge()];
    for (const [at, hash] of leafHashes.entries()) {
      range.append(hash);
      edge.append(hash);
      if (at % 7 !== 0 && at % 256 > 2) continue;
      const root = definition(leafHashes.slice(0, at + 1));
      expect(range.root()).toEqual(root);
      expect(edge.root()).toEqual(root);
    }
  });

  test("a perfect subtree can be appended as one, and only where it begins", () => {
    const range = new CompactRange();
    range.append(definition(leafHashes.slice(0, 256)), 8);
    range.append(leafHashes[256]!);
    expect(range.root()).toEqual(definition(leafHashes.slice(0, 257)));
    expect(() => range.append(leafHashes[0]!, 1)).toThrow(RangeError);
  });

  test("an edge resumed from its partial tiles grows as if it had never stopped", () => {
    for (const stop of [0, 1, 255, 256, 257, 511, 512, 600]) {
      const edge = TreeEdge.resume(stop, tilesOf(stop));
      const rest = leafHashes.slice(stop, 700).flatMap((hash) => edge.append(hash));
      const whole = tilesOf(700);
      for (const tile of [...rest, ...edge.partialTiles()]) expect(tile.bytes).toEqual(whole.get(tilePath(tile)));
      expect(edge.root()).toEqual(definition(leafHashes));
    }
    expect(() => TreeEdge.resume(300, tilesOf(299))).toThrow("missing or torn");
  });
});

test("the published proofs are those that we make, and verify", () => {
  const published = leaves.map((leaf) => merkle.leaf(hexToBytes(leaf)));
  const rootOf = (size: number) => hexToBytes(roots[size - 1]!);
  const made = (ranges: ReturnType<typeof inclusionRanges>, size: number) =>
    hashesFromTiles(ranges, size, tilesOf(size, published));
  for (const [index, size, nodes] of inclusions) {
    expect(hex(made(inclusionRanges(index, size), size))).toEqual(nodes);
    const claim = { leafHash: published[index]!, index, size, proof: nodes.map(hexToBytes), root: rootOf(size) };
    expect(verifyInclusion(claim)).toBe(true);
  }
  for (const [from, to, nodes] of consistencies) {
    expect(hex(made(consistencyRanges(from, to), to))).toEqual(nodes);
    const claim = {
      from,
      to,
      fromRoot: rootOf(from),
      toRoot: rootOf(to),
      proof: nodes.map((node) => hexToBytes(node)),
    };
    expect(verifyConsistency(claim)).toBe(true);
  }
});

describe("proofs from tiles", () => {
  const tiles = tilesOf(700);
  const [small, large] = [fc.integer({ min: 1, max: 700 }), fc.nat(699)];
  const from = (size: number) => (ranges: ReturnType<typeof inclusionRanges>) =>
    hashesFromTiles(ranges, size, size === 700 ? tiles : tilesOf(size));

  test("of inclusion verify for every leaf, and for no other leaf, index, size or root", () => {
    fc.assert(
      fc.property(small, large, fc.nat(), (size, leaf, noise) => {
        const index = leaf % size;
        const root = definition(leafHashes.slice(0, size));
        const proof = from(size)(inclusionRanges(index, size));
        const claim = { leafHash: leafHashes[index]!, index, size, proof, root };
        expect(verifyInclusion(claim)).toBe(true);
        const other = (index + 1 + (noise % 699)) % 700;
        expect(verifyInclusion({ ...claim, leafHash: leafHashes[other]! })).toBe(false);
        if (other < size) expect(verifyInclusion({ ...claim, index: other })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion({ ...claim, index: size })).toBe(false);
        expect(verifyInclusion({ ...claim, root: leafHashes[other]! })).toBe(false);
        if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test("of consistency verify between every two sizes, and never for another history", () => {
    fc.assert(
      fc.property(small, small, fc.nat(), (one, other, noise) => {
        const [before, size] = one <= other ? [one, other] : [other, one];
        const [fromRoot, toRoot] = [before, size].map((at) => definition(leafHashes.slice(0, at)));
        const proof = from(size)(consistencyRanges(before, size));
        const claim = { from: before, to: size, fromRoot: fromRoot!, toRoot: toRoot!, proof };
        expect(verifyConsistency(claim)).toBe(true);
        const changed = leafHashes.slice(0, before).with(noise % before, leafHashes[699]!);
        if (before < 700) expect(verifyConsistency({ ...claim, fromRoot: definition(changed) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...proof, toRoot!] })).toBe(false);
        if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
      }),
      { numRuns: 60 },
    );
    expect(verifyConsistency({ from: 0, to: 1, fromRoot: emptyRoot, toRoot: leafHashes[0]!, proof: [] })).toBe(false);
  });

  test("never stop below the root: that of a part is not that of the tree", () => {
    const [one, two] = [leafHashes[0]!, leafHashes[1]!];
    const part = merkle.node(one, two);
    expect(verifyInclusion({ leafHash: one, index: 0, size: 4, proof: [two], root: part })).toBe(false);
    expect(verifyInclusion({ leafHash: one, index: 0, size: 2, proof: [two], root: part })).toBe(true);
    const grown = { from: 1, fromRoot: one, toRoot: part, proof: [two] };
    expect(verifyConsistency({ ...grown, to: 4 })).toBe(false);
    expect(verifyConsistency({ ...grown, to: 2 })).toBe(true);
  });

  /** RFC 6962, section 2.1.3, gives which nodes prove what in its tree of seven leaves. */
  test("are the ones that the RFC lists for seven leaves", () => {
    const node = (start: number, end: number) => definition(leafHashes.slice(start, end));
    const [b, c, d, i, j, k, l, g] = [
      ...[leafHashes[1]!, leafHashes[2]!, leafHashes[3]!],
      ...[node(4, 6), leafHashes[6]!, node(0, 4), node(4, 7), node(0, 2)],
    ];
    const seven = from(7);
    expect(hex(seven(inclusionRanges(0, 7)))).toEqual(hex([b!, node(2, 4), l!]));
    expect(hex(seven(inclusionRanges(3, 7)))).toEqual(hex([c!, g!, l!]));
    expect(hex(seven(inclusionRanges(4, 7)))).toEqual(hex([leafHashes[5]!, j!, k!]));
    expect(hex(seven(inclusionRanges(6, 7)))).toEqual(hex([i!, k!]));
    expect(hex(seven(consistencyRanges(3, 7)))).toEqual(hex([c!, d!, g!, l!]));
    expect(hex(seven(consistencyRanges(4, 7)))).toEqual(hex([l!]));
    expect(hex(seven(consistencyRanges(6, 7)))).toEqual(hex([i!, j!, k!]));
  });

  test("need at most eight tiles in a tree of ten million", () => {
    const size = 10_000_000;
    for (let index = 0; index < size; index += 99_991) {
      expect(tilesFor(inclusionRanges(index, size), size).length).toBeLessThanOrEqual(8);
    }
    expect(tilesFor(inclusionRanges(size - 1, size), size).length).toBeLessThanOrEqual(8);
  });

  test("are refused, not guessed, where a tile is missing or short, or the leaf is beyond the tree", () => {
    const ranges = inclusionRanges(3, 700);
    expect(() => hashesFromTiles(ranges, 700, new Map())).toThrow("was not fetched");
    const torn = new Map([...tiles].map(([path, bytes]) => [path, bytes.subarray(0, 40)]));
    expect(() => hashesFromTiles(ranges, 700, torn)).toThrow(RangeError);
    expect(() => inclusionRanges(700, 700)).toThrow(RangeError);
    expect(() => consistencyRanges(0, 700)).toThrow(RangeError);
  });
});
