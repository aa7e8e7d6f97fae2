import { expect, test } from "vitest";
import { errorBudget } from "./error-budget.ts";

test("one of a hundred may be late: that is the whole budget, and one more breaks the objective", () => {
  const ended = { count: 300, late: 0, unverified: 0 };
  expect(errorBudget(ended)).toEqual({ missed: 0, spent: 0 });
  expect(errorBudget({ ...ended, late: 3 })).toEqual({ missed: 3, spent: 1 });
  expect(errorBudget({ ...ended, late: 6 })).toEqual({ missed: 6, spent: 2 });
});

test("what was never proved is missed like what was late", () => {
  expect(errorBudget({ count: 200, late: 1, unverified: 1 })).toEqual({ missed: 2, spent: 1 });
  expect(errorBudget({ count: 1, late: 0, unverified: 1 })).toEqual({ missed: 1, spent: 100 });
});

test("where nothing has ended there is no budget to speak of", () => {
  expect(errorBudget({ count: 0, late: 0, unverified: 0 })).toBeNull();
});
