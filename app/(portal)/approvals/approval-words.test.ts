import { expect, test } from "vitest";
import type { Request } from "./query.ts";
import { standingOf } from "./approval-words.ts";

const person = (id: string) => ({ id, name: id });
const stage = (index: number, from: string, approver: string) => ({
  ...{ index, need: 1, from: [from], approvers: [person(approver)] },
});
const request = (voteFor: string | null) =>
  ({
    ...{ entitlements: [], progress: [{ index: 0, approvedBy: [], passed: false }] },
    ...{ decision: { stages: [stage(0, "group:data", "ana")] }, may: { voteFor: voteFor && person(voteFor) } },
  }) as unknown as Request;

test("a stand-in is told what their vote does, which is what that of the person they stand in for would do", () => {
  expect(standingOf(request(null), "ana")).toEqual({ mine: "data", others: [], isLast: true });
  expect(standingOf(request("ana"), "ben")).toEqual({ mine: "data", others: [], isLast: true });
});
