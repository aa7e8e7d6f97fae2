import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { grantStatuses, isLive } from "#core/domain/grant/grant.ts";
import { backOffMs, givenUpMs } from "#core/domain/holding/back-off.ts";
import { desiredHolding, lookAgainAt, nextDeadline, nextDue } from "#core/domain/holding/desired-holding.ts";
import { aGrant, at } from "#core/testing/grants.ts";

const anyGrant = fc
  .record({ status: fc.constantFrom(...grantStatuses), ends: fc.integer({ min: 1, max: 10_000 }) })
  .map(({ status, ends }) =>
    aGrant({ status, expiresAt: at(ends), removeBy: at(ends + 300), scheduledFor: at(ends - 1) }),
  );

describe("what a holding should be", () => {
  it("access is present if and only if at least one live grant says so", () => {
    fc.assert(
      fc.property(fc.array(anyGrant), (grants) => {
        expect(desiredHolding(grants).present).toBe(grants.some(isLive));
      }),
    );
  });

  it("the end of the earlier of two overlapping grants changes nothing", () => {
    const first = aGrant({ status: "active", expiresAt: at(60) });
    const second = aGrant({ status: "active", expiresAt: at(120) });
    const before = desiredHolding([first, second]);
    expect(desiredHolding([{ ...first, status: "ending" }, second])).toEqual(before);
    expect(before.until).toEqual(at(120));
  });

  it("two that end in the same instant leave nothing", () => {
    const ending = aGrant({ status: "ending", expiresAt: at(60) });
    expect(desiredHolding([ending, ending])).toEqual({ present: false, until: null });
  });

  it("a live grant without a deadline is a fault, never access without end", () => {
    expect(() => desiredHolding([aGrant({ status: "active", expiresAt: null })])).toThrow("without a deadline");
  });

  it("nothing is due later than the first deadline among the grants", () => {
    fc.assert(
      fc.property(fc.array(anyGrant), (grants) => {
        const due = nextDue(grants, at(0));
        for (const grant of grants.filter(({ status }) => status === "active")) {
          expect(due?.getTime()).toBeLessThanOrEqual(grant.expiresAt?.getTime() ?? 0);
        }
        expect(due === null).toBe(grants.every(({ status }) => status === "ended"));
      }),
    );
  });

  it("no deadline is hidden by what is due already", () => {
    const expires = aGrant({ status: "active", expiresAt: at(5) });
    const late = [aGrant({ status: "scheduled", scheduledFor: at(-1) }), aGrant({ status: "ending" })];
    expect(nextDeadline([...late, expires], at(0))).toEqual(at(5));
    expect(nextDeadline(late, at(0))).toBeNull();
  });

  it("nothing is waited for beyond the next deadline", () => {
    const expires = [aGrant({ status: "active", expiresAt: at(5) })];
    expect(lookAgainAt(at(15), expires, at(0))).toEqual(at(5));
    expect(lookAgainAt(at(2), expires, at(0))).toEqual(at(2));
    expect(lookAgainAt(at(15), [aGrant({ status: "ending" })], at(0))).toEqual(at(15));
  });
});

describe("back-off", () => {
  it("grows, is capped, and never becomes nothing or for ever", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const wait = backOffMs(attempts, random);
        expect(wait).toBeGreaterThanOrEqual(250);
        expect(wait).toBeLessThanOrEqual(30_000);
      }),
    );
    expect(backOffMs(1, 0)).toBeLessThan(backOffMs(3, 0));
    expect([givenUpMs(0), givenUpMs(1)]).toEqual([1_800_000, 3_600_000]);
  });
});
