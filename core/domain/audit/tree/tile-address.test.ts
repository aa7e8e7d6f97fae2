import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { edgeTiles, hashesAtLevel, parseTilePath, tileAt, tilePath } from "#core/domain/audit/tree/tile-address.ts";

describe("tile paths", () => {
  test("are those of C2SP tlog-tiles", () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe("tile/0/x001/x234/067");
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe("tile/1/000.p/17");
    expect(tilePath({ level: "entries", index: 273, width: 112 })).toBe("tile/entries/273.p/112");
  });

  test("come back as the same address", () => {
    const level = fc.oneof(fc.constant("entries" as const), fc.nat(63));
    fc.assert(
      fc.property(level, fc.maxSafeNat(), fc.integer({ min: 1, max: 256 }), (at, index, width) => {
        expect(parseTilePath(tilePath({ level: at, index, width }))).toEqual({ level: at, index, width });
      }),
    );
  });

  test.each([
    "tile/00/000",
    "tile/64/000",
    "tile/0/0",
    "tile/0/x000/001",
    "tile/0/001/002",
    "tile/0/x001",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/01",
    "tile/0/000.p/",
    "tile/0/000/",
    "/tile/0/000",
    "tile/0/../000",
    "tile/data/000",
    "tile/0/x999/x999/x999/x999/x999/999",
  ])("have one spelling: %s is none", (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

test("a tree of 70,000 has the tiles that C2SP tlog-tiles counts for it", () => {
  const edge = edgeTiles(70_000);
  expect(edge.map(tilePath)).toEqual(["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]);
  expect(Math.floor(hashesAtLevel(0, 70_000) / 256)).toBe(273);
  expect(Math.floor(hashesAtLevel(1, 70_000) / 256)).toBe(1);
  expect(tileAt(0, 272, 70_000)?.width).toBe(256);
  expect(tileAt(0, 274, 70_000)).toBeUndefined();
});

test("a tree of 256 has a full tile and one hash above it", () => {
  expect(edgeTiles(256).map(tilePath)).toEqual(["tile/1/000.p/1"]);
  expect(tileAt(0, 0, 256)).toEqual({ level: 0, index: 0, width: 256 });
});
