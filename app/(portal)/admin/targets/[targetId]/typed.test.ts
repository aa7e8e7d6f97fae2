import { expect, test } from "vitest";
import { objectFrom, tagsFrom, tagsText } from "./typed.ts";

test("tags are read as they are shown, values with spaces and signs of equality included", () => {
  const tags = { env: "prod", note: "a = b, and more" };
  expect(tagsFrom(tagsText(tags))).toEqual(tags);
  expect(tagsFrom("\n  env=prod \n\n")).toEqual({ env: "prod" });
  expect(tagsFrom("")).toEqual({});
});

test.each([
  ["prod", "key=value"],
  ["env=", "key=value"],
  ["Env=prod", "lower case"],
  ["=prod", "lower case"],
  ["env=prod\nenv=stage", "twice"],
])("tags like %j are refused with what is wrong", (typed, why) => {
  expect(tagsFrom(typed)).toContain(why);
});

test("what is no JSON object is named by its label", () => {
  expect(objectFrom(`{"role": "reader"}`, "At the target")).toEqual({ role: "reader" });
  for (const wrong of ["", "[]", "null", "{"]) expect(objectFrom(wrong, "At the target")).toContain("“At the target”");
});
