import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBundle, encodeBundle, longestEntry } from "#core/domain/audit/tree/entry-bundle.ts";

test("entries come back from a bundle as they went in", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (entries) => {
      const decoded = decodeBundle(encodeBundle(entries));
      expect(decoded.ok && decoded.value.map((entry) => [...entry])).toEqual(entries.map((entry) => [...entry]));
    }),
  );
});

test("lengths are big-endian and end at 65,535", () => {
  expect([...encodeBundle([new Uint8Array(258).fill(7)]).subarray(0, 3)]).toEqual([1, 2, 7]);
  expect(encodeBundle([new Uint8Array(longestEntry)]).length).toBe(longestEntry + 2);
  expect(() => encodeBundle([new Uint8Array(longestEntry + 1)])).toThrow(RangeError);
});

test("a bundle that breaks off gives what is whole, and says so", () => {
  const bundle = encodeBundle([Uint8Array.of(1), Uint8Array.of(2, 3)]);
  for (const [length, whole] of [
    [1, 0],
    [4, 1],
    [5, 1],
    [6, 1],
  ] as const) {
    const torn = decodeBundle(bundle.subarray(0, length));
    expect(!torn.ok && torn.error.whole.length).toBe(whole);
  }
  expect(decodeBundle(bundle.subarray(0, 3)).ok).toBe(true);
});
