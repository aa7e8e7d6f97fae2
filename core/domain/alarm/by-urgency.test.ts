import { expect, test } from "vitest";
import { byUrgency } from "./by-urgency.ts";

test("a silent revoker comes before overdue access, and what nobody has seen before what somebody has", () => {
  const seen = { kind: "access-overdue", acknowledgedAt: new Date(0) } as const;
  const unseen = { ...seen, acknowledgedAt: null };
  const silent = { ...seen, kind: "revoker-silent" } as const;
  const standing = { ...unseen, kind: "standing-access" } as const;
  expect(byUrgency([standing, seen, unseen, silent])).toEqual([silent, unseen, seen, standing]);
});
