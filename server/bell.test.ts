import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createBell } from "#server/bell.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;

const settled = async (waiting: Promise<void>): Promise<boolean> => {
  let done = false;
  void waiting.then(() => (done = true));
  await vi.advanceTimersByTimeAsync(0);
  return done;
};

test("a ring ends the wait at once", async () => {
  const bell = createBell();
  const waiting = bell.wait(60_000, never);
  expect(await settled(waiting)).toBe(false);
  bell.due();
  expect(await settled(waiting)).toBe(true);
});

test("a ring before the wait is remembered, once", async () => {
  const bell = createBell();
  bell.due();
  bell.due();
  expect(await settled(bell.wait(60_000, never))).toBe(true);
  expect(await settled(bell.wait(60_000, never))).toBe(false);
});

test("without a ring the wait ends by itself", async () => {
  const waiting = createBell().wait(1_000, never);
  await vi.advanceTimersByTimeAsync(999);
  expect(await settled(waiting)).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await settled(waiting)).toBe(true);
});

test("stopping ends the wait, and later waits do not begin", async () => {
  const stopping = new AbortController();
  const bell = createBell();
  const waiting = bell.wait(60_000, stopping.signal);
  stopping.abort();
  expect(await settled(waiting)).toBe(true);
  expect(await settled(bell.wait(60_000, stopping.signal))).toBe(true);
});
