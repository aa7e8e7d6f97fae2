import { expect, test } from "vitest";
import { createChangeFeed, mostEvents, type SeenEvent } from "#server/live/change-feed.ts";

const at = (ms: number): Date => new Date(Date.UTC(2030, 0, 1, 12) + ms);

const follow = () => {
  const rows: SeenEvent[] = [{ id: "1", at: at(0), kind: "requestSubmitted" }];
  const feed = createChangeFeed((after) =>
    Promise.resolve(
      after
        ? rows
            .filter((row) => row.at > after)
            .sort((a, b) => Number(b.at) - Number(a.at))
            .slice(0, mostEvents)
        : rows.slice(-1),
    ),
  );
  return { rows, poll: async () => [...(await feed.poll())].sort() };
};

test("what happened before the first look is not news", async () => {
  const { poll } = follow();
  expect(await poll()).toEqual([]);
  expect(await poll()).toEqual([]);
});

test("an event is told once, however often the overlap shows it", async () => {
  const { rows, poll } = follow();
  await poll();
  rows.push({ id: "2", at: at(300), kind: "voteCast" });
  expect(await poll()).toEqual(["requests"]);
  expect(await poll()).toEqual([]);
  rows.push({ id: "3", at: at(900), kind: "grantEnded" });
  expect(await poll()).toEqual(["grants", "requests"]);
  expect(await poll()).toEqual([]);
});

test("an event that became visible after a later one is still told", async () => {
  const { rows, poll } = follow();
  await poll();
  rows.push({ id: "9", at: at(2_000), kind: "voteCast" });
  expect(await poll()).toEqual(["requests"]);
  rows.push({ id: "8", at: at(1_100), kind: "personDisabled" });
  expect(await poll()).toEqual(["grants", "people", "requests"]);
});

test("two events of one instant are two events", async () => {
  const { rows, poll } = follow();
  await poll();
  rows.push({ id: "2", at: at(500), kind: "voteCast" });
  await poll();
  rows.push({ id: "3", at: at(500), kind: "changeProposed" });
  expect(await poll()).toEqual(["changes"]);
});

test.each(["auditRead", "auditExported", "signedIn", "signInFailed", "signedOut"] as const)(
  "%s makes no screen stale",
  async (kind) => {
    const { rows, poll } = follow();
    await poll();
    rows.push({ id: "2", at: at(500), kind });
    expect(await poll()).toEqual([]);
  },
);

test("a long run forgets what it need not know", async () => {
  const { rows, poll } = follow();
  await poll();
  for (let second = 1; second < 200; second++) {
    rows.push({ id: String(second + 1), at: at(second * 1_000), kind: "voteCast" });
    expect(await poll()).toEqual(["requests"]);
  }
});

test("after more than one look reads, everything is stale once, and what follows is still told", async () => {
  const { rows, poll } = follow();
  await poll();
  // As the red switch writes them: thousands at one instant.
  for (let n = 0; n < mostEvents + 500; n++) rows.push({ id: `e${n}`, at: at(500), kind: "grantEnding" });
  expect(await poll()).toContain("policy");
  expect(await poll()).toEqual([]);
  rows.push({ id: "later", at: at(700), kind: "changeProposed" });
  expect(await poll()).toContain("changes");
});
