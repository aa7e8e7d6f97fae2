import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ClockReading, clockSpreadMs, ownOffsetMs } from "#core/domain/clock/clock-spread.ts";

const start = Date.UTC(2026, 10, 26);
const reading = (askedMs: number, tookMs: number, share: number, offMs: number): ClockReading => ({
  at: new Date(start + askedMs + Math.floor(tookMs * share) + offMs),
  askedMs,
  answeredMs: askedMs + tookMs,
  ownAt: new Date(start + askedMs + tookMs),
});
const asked = fc.nat({ max: 5_000 });
const took = fc.nat({ max: 800 });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("the spread of the database's clocks", () => {
  it("is nought with one clock, however long its answers take", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(asked, took, share), { maxLength: 12 }), (all) => {
        expect(clockSpreadMs(all.map(([a, t, s]) => reading(a, t, s, 0)))).toBe(0);
      }),
    );
  });

  it("is never more than the clocks disagree, and no less than that without the time the answers took", () => {
    fc.assert(
      fc.property(
        fc.tuple(asked, took, share),
        fc.tuple(asked, took, share),
        fc.nat({ max: 90_000 }),
        (a, b, offMs) => {
          const spread = clockSpreadMs([reading(...a, 0), reading(...b, offMs)]);
          expect(spread).toBeLessThanOrEqual(offMs);
          expect(spread).toBeGreaterThanOrEqual(offMs - a[1] - b[1] - 2);
        },
      ),
    );
  });

  it("is judged from two answers on; a process' own clock from the fastest", () => {
    expect(clockSpreadMs([reading(0, 5, 0.5, 9_000)])).toBe(0);
    expect(ownOffsetMs([])).toBeNull();
    expect(ownOffsetMs([reading(0, 700, 0, 0), reading(0, 2, 0.5, -86_400_000)])).toBe(86_400_001);
  });
});
