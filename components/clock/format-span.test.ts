import { expect, test } from "vitest";
import { formatSpan } from "./format-span.ts";

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

test.each([
  [-5, "0 s"],
  [0, "0 s"],
  [M - 1, "59 s"],
  [M, "1 min"],
  [H - 1, "59 min"],
  [H, "1 h"],
  [H + 20 * M, "1 h 20 min"],
  [10 * H - 1, "9 h 59 min"],
  [18 * H + 59 * M, "18 h"],
  [2 * D - 1, "47 h"],
  [2 * D, "2 d"],
  [3 * D + 4 * H + 59 * M, "3 d 4 h"],
])("%d ms is written %s: never more than is left", (ms, words) => {
  expect(formatSpan(ms)).toBe(words);
});
