import fc from "fast-check";
import { expect, test } from "vitest";
import { serverClock } from "./server-clock.ts";

const epoch = 1_795_000_000_000;

test("whatever the delays, the clock is never early and late by at most the fastest answer's delay", () => {
  const delays = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(delays, fc.integer({ min: 0, max: 1_000_000 }), (delaysMs, laterMs) => {
      const clock = serverClock();
      let monotonic = 0;
      for (const delay of delaysMs) {
        const said = epoch + monotonic;
        monotonic += delay;
        clock.sample(said, monotonic);
      }
      const truth = epoch + monotonic + laterMs;
      const late = truth - clock.at(monotonic + laterMs);
      expect(late).toBeGreaterThanOrEqual(0);
      expect(late).toBeLessThanOrEqual(Math.min(...delaysMs));
    }),
  );
});

test("after the computer slept, the next reading catches up", () => {
  const clock = serverClock();
  clock.sample(epoch, 0);
  clock.sample(epoch + 3_600_000, 10);
  expect(clock.at(10)).toBe(epoch + 3_600_000);
});
