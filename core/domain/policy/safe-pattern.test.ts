import fc from "fast-check";
import { expect, test } from "vitest";
import { findPatternRisk } from "#core/domain/policy/safe-pattern.ts";

test.each([
  "^[A-Z]+-[0-9]+$",
  "^OPS-\\d{1,6}$",
  "^(?:OPS|SEC)-[0-9]+$",
  "^INC[0-9]{7}$",
  "^[A-Z]{2,10}-\\d+$",
  "OPS-[0-9]+",
  "^[)(+*]{3}$",
])("%s is safe for a ticket", (pattern) => {
  expect(findPatternRisk(pattern, 100)).toBeUndefined();
});

test.each([
  "(a+)+$",
  "^(a|a)*$",
  "^(a|a){30}$",
  "^(a?){30}a{30}$",
  "(.*)*",
  "^((ab)+c?)*$",
  "a*a*a*a*a*$",
  "^(?=a)b",
  "^(?<n>a)\\k<n>",
  "(a)\\1",
  "[",
  "a".repeat(201),
  `^${"a?".repeat(30)}$`,
  `^${"(?:a|a)".repeat(30)}$`,
  "x|^a*a*a*b",
  "^a{2000}$",
])("%s is refused", (pattern) => {
  expect(findPatternRisk(pattern, 100)).toBeTypeOf("string");
});

test("whatever is found safe runs in bounded time, also on what nearly matches", () => {
  const atom = fc.constantFrom("a", "b", "[ab]", ".", "\\w", "(a|b)", "(ab)", "(a+)", "(?:a?b)", "^", "$");
  const quantifier = fc.constantFrom("", "*", "+", "?", "{2}", "{1,3}", "{2,}", "*?");
  const pattern = fc.array(fc.tuple(atom, quantifier), { maxLength: 10 }).map((parts) => parts.flat().join(""));
  fc.assert(
    fc.property(pattern, (source) => {
      if (findPatternRisk(source, 100) !== undefined) return;
      const started = performance.now();
      for (const text of ["a".repeat(99) + "!", "ab".repeat(49) + "!", "b".repeat(100)])
        new RegExp(source, "u").test(text);
      // What goes back exponentially would not have ended by now; a slow machine has.
      expect(performance.now() - started).toBeLessThan(20_000);
    }),
    { numRuns: 2_000 },
  );
});
