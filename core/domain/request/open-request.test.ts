import { expect, test } from "vitest";
import { openRequest } from "#core/domain/request/open-request.ts";
import { at } from "#core/testing/grants.ts";
import { aRequest } from "#core/testing/requests.ts";

const { id, requesterId, holderId, durationSeconds, justification, ticket, facts, decision } = aRequest();
const wish = {
  id,
  requesterId,
  holderId,
  durationSeconds,
  justification,
  ticket,
  startsAt: null,
  extendsGrantId: null,
};
const open = (rule: { lapseAfterSeconds?: number }, uselessAfter: Date | null = null) =>
  openRequest(wish, {
    ...{ entitlements: [], facts, policyNumber: 1, wholeSeconds: 3600, now: at(0), uselessAfter },
    decision: { ...decision, ...rule },
  });

test.each([
  ["when the rule says", { lapseAfterSeconds: 1800 }, null, at(1800)],
  ["after eight hours where no rule says", {}, null, at(8 * 3600)],
  ["at the end that was named, where that is sooner", { lapseAfterSeconds: 1800 }, at(600), at(600)],
  ["no later than the rule says for an end that is far away", { lapseAfterSeconds: 1800 }, at(7200), at(1800)],
])("a request lapses %s", (_, rule, uselessAfter, lapsesAt) => {
  expect(open(rule, uselessAfter)).toMatchObject({ status: "pending", lapsesAt, decidedAt: null });
});
