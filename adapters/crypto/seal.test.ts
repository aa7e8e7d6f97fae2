import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSeal } from "./seal.ts";

const key = randomBytes(32);
const seal = createSeal(key, "target-secret");

test("what is sealed is unsealed again, and no two seals are alike", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (secret) => {
      const [one, two] = [seal.seal(secret), seal.seal(secret)];
      expect(one).not.toBe(two);
      expect([seal.unseal(one), seal.unseal(two)]).toEqual([secret, secret]);
    }),
  );
});

test("a seal altered in any character is refused", () => {
  const sealed = seal.seal("not-a-real-secret");
  for (let index = 0; index < sealed.length; index++) {
    for (const other of ["A", "B", "."]) {
      const altered = sealed.slice(0, index) + other + sealed.slice(index + 1);
      // The last character of base64url may hold bits that mean nothing.
      if (altered === sealed || index === sealed.length - 1) continue;
      expect(() => seal.unseal(altered), `${index}`).toThrow();
    }
  }
});

test("another key, another purpose, another version or a cut seal is refused", () => {
  const sealed = seal.seal("not-a-real-secret");
  expect(() => createSeal(randomBytes(32), "target-secret").unseal(sealed)).toThrow("but the portal's key is");
  expect(() => createSeal(key, "something-else").unseal(sealed)).toThrow();
  expect(() => seal.unseal(sealed.replace("v1.", "v2."))).toThrow("not a seal");
  expect(() => seal.unseal(sealed.slice(0, 30))).toThrow("cut short");
  expect(() => seal.unseal("")).toThrow();
});

test("a key of another length is no key", () => {
  expect(() => createSeal(randomBytes(16), "target-secret")).toThrow("32 bytes");
});
