import fc from "fast-check";
import { expect, test } from "vitest";
import { erasedMark, restorePersonalData } from "#core/domain/audit/restore-personal-data.ts";
import type { Json } from "#core/domain/audit/tree/canonical-json.ts";
import { splitPersonalData } from "#core/domain/audit/tree/personal-data.ts";

const member = fc.oneof(fc.constantFrom("comment", "address", "a/b", "~1", "personIds", "from"), fc.string());
const { data } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, fc.constantFrom("per_0123", "text", 7, null, true), tie("list"), tie("data")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  data: fc.dictionary(member, tie("value"), { maxKeys: 5, noNullPrototype: true }),
}));

const parted = (whole: unknown) => {
  const given = JSON.parse(JSON.stringify(whole)) as Record<string, Json>;
  const split = splitPersonalData({ kind: "voteCast", actorId: null, personId: undefined, data: given });
  return { given, split, fields: split.personal.map(({ field }) => field) };
};

test("what was taken out of an event comes back where it was", () => {
  fc.assert(
    fc.property(data, (whole) => {
      const { given, split, fields } = parted(whole);
      const known = new Map(split.personal.map(({ field, value }) => [field, value]));
      expect(restorePersonalData(split.data, fields, known)).toEqual(given);
    }),
  );
});

test("what was erased says so, and nothing else changes", () => {
  const { split, fields } = parted({ comment: "because", to: "active", personIds: ["per_1", "per_2"] });
  const known = new Map([["/data/personIds/1", "per_2"]]);
  expect(restorePersonalData(split.data, fields, known)).toEqual({
    comment: erasedMark,
    to: "active",
    personIds: [erasedMark, "per_2"],
  });
});
