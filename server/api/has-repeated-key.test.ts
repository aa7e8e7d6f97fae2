import fc from "fast-check";
import { expect, test } from "vitest";
import { hasRepeatedKey } from "#server/api/has-repeated-key.ts";

test.each([
  ['{"a":1,"a":2}', true],
  ['{"a":1,"\\u0061":2}', true],
  ['{"a":{"b":1},"c":[{"b":1},{"b":2}]}', false],
  ['{"a":[{"x":1,"x":2}]}', true],
  ['{"a":"a","b":"a"}', false],
  [`{"a":1,"a"${" ".repeat(500)}:2}`, true],
  ['{"a":"{\\"a\\":1","b":1}', false],
  ['{"a\\"b":1,"a\\"b":2}', true],
])("%s", (json, repeated) => {
  expect(hasRepeatedKey(json)).toBe(repeated);
});

test("what JSON.stringify makes never repeats a key", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => !hasRepeatedKey(JSON.stringify(value))));
});
