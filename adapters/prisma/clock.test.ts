import { afterEach, expect, test, vi } from "vitest";
import type { Database } from "./client.ts";
import { createClock } from "./clock.ts";

afterEach(() => vi.useRealTimers());

const at = new Date("2030-01-01T12:00:00Z");

test("a reading that nobody answers holds up those after it by a second, and not for good", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const $queryRaw = vi
    .fn()
    .mockReturnValueOnce(new Promise(() => undefined))
    .mockResolvedValue([{ at }]);
  const clock = createClock({ $queryRaw } as unknown as Database);
  void clock.now();
  await vi.advanceTimersByTimeAsync(0);
  const next = clock.now();
  await vi.advanceTimersByTimeAsync(999);
  expect($queryRaw).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await next).toEqual(at);
});

test("whoever asks while a reading is under way shares the next one, also after one that failed", async () => {
  const failing = Promise.withResolvers<never>();
  const $queryRaw = vi.fn().mockReturnValueOnce(failing.promise).mockResolvedValue([{ at }]);
  const clock = createClock({ $queryRaw } as unknown as Database);
  const first = clock.now();
  await Promise.resolve();
  const later = [clock.now(), clock.now()];
  failing.reject(new Error("no database"));
  await expect(first).rejects.toThrow("no database");
  expect(await Promise.all(later)).toEqual([at, at]);
  expect($queryRaw).toHaveBeenCalledTimes(2);
});
