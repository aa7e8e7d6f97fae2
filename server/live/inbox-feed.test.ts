import { expect, test } from "vitest";
import { createInboxFeed, mostDeliveries, type SeenDelivery } from "#server/live/inbox-feed.ts";

const at = (ms: number): Date => new Date(Date.UTC(2030, 0, 1, 12) + ms);

/** As the database answers: the newest first, as many as one look reads. */
const follow = () => {
  const rows: SeenDelivery[] = [{ id: "0", recipient: "per_early", settledAt: at(0) }];
  const newest = (after: Date | null) =>
    rows
      .filter(({ settledAt }) => after === null || settledAt > after)
      .sort((a, b) => Number(b.settledAt) - Number(a.settledAt))
      .slice(0, after ? mostDeliveries : 1);
  const feed = createInboxFeed((after) => Promise.resolve(newest(after)));
  return { rows, poll: () => feed.poll() };
};

test("who was told before the first look is not news, and nobody is told of one message twice", async () => {
  const { rows, poll } = follow();
  expect((await poll()).has("per_early")).toBe(false);
  rows.push({ id: "1", recipient: "per_ana", settledAt: at(300) });
  const told = await poll();
  expect([told.has("per_ana"), told.has("per_ben")]).toEqual([true, false]);
  expect((await poll()).has("per_ana")).toBe(false);
});

test("after more than one look reads, everybody looks once, and whoever is told next is still told", async () => {
  const { rows, poll } = follow();
  await poll();
  // As one statement writes them, when thousands are asked in an access review: all at one instant.
  for (let n = 0; n < mostDeliveries + 500; n++) rows.push({ id: `m${n}`, recipient: `per_${n}`, settledAt: at(500) });
  expect((await poll()).has("per_2400")).toBe(true);
  expect((await poll()).has("per_2400")).toBe(false);
  rows.push({ id: "later", recipient: "per_ana", settledAt: at(700) });
  expect((await poll()).has("per_ana")).toBe(true);
});
