import { describe, expect, it } from "vitest";
import type { Grant } from "#core/domain/grant/grant.ts";
import { endsByTime } from "#core/domain/holding/ends-by-time.ts";

const now = new Date("2026-11-26T10:00:00Z");
const at = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const grant = (changes: Partial<Grant>): Grant =>
  ({ status: "active", expiresAt: null, activateBy: null, removeBy: null, ...changes }) as Grant;
const ours = { standing: false };

describe("time alone ends a holding's access", () => {
  it.each([
    ["at the deadline of its only grant", [grant({ expiresAt: at(5) })], at(5)],
    ["at the latest deadline of several", [grant({ expiresAt: at(5) }), grant({ expiresAt: at(9) })], at(9)],
    ["when it is not ready in time", [grant({ status: "activating", activateBy: at(2), removeBy: at(60) })], at(2)],
    ["at a named end before that", [grant({ status: "activating", activateBy: at(5), removeBy: at(1) })], at(1)],
    ["at once where it is ending", [grant({ status: "ending", expiresAt: at(9) })], now],
    ["not before the other is over", [grant({ status: "ending" }), grant({ expiresAt: at(3) })], at(3)],
    ["never where nothing has begun", [grant({ status: "scheduled" })], null],
    ["never where no grant is open", [grant({ status: "ended" })], null],
  ] as const)("%s", (_, grants, ends) => {
    expect(endsByTime(ours, grants, now)).toEqual(ends);
  });

  it("never where the target was not even looked at, for then nothing was given", () => {
    expect(endsByTime({ standing: null }, [grant({ expiresAt: at(5) })], now)).toBeNull();
  });
});
