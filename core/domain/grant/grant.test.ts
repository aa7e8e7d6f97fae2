import { describe, expect, it } from "vitest";
import { canBecome, type GrantStatus, grantStatuses } from "#core/domain/grant/grant.ts";
import {
  activateGrant,
  activationLimitMs,
  confirmEnded,
  endGrant,
  extendGrant,
  ImpossibleStep,
  startGrant,
} from "#core/domain/grant/grant-steps.ts";
import { timeStep } from "#core/domain/grant/time-step.ts";
import { aGrant, at } from "#core/testing/grants.ts";
import type { Transition } from "#core/domain/transition.ts";

const after = (step: Transition) => step.writes[0]?.row;

const allowed: readonly (readonly [GrantStatus, GrantStatus])[] = [
  ["scheduled", "activating"],
  ["scheduled", "ended"],
  ["activating", "active"],
  ["activating", "ending"],
  ["active", "active"],
  ["active", "ending"],
  ["ending", "ended"],
];

describe("the lifecycle of a grant", () => {
  it.each(grantStatuses.flatMap((from) => grantStatuses.map((to) => [from, to] as const)))(
    "%s → %s is as the table says",
    (from, to) => {
      expect(canBecome(from, to)).toBe(allowed.some(([a, b]) => a === from && b === to));
    },
  );

  it("a grant that ended never changes again", () => {
    const ended = aGrant({ status: "ended", endReason: "expired", endedAt: at(10) });
    expect(() => endGrant(ended, "revoked", at(11))).toThrow(ImpossibleStep);
    expect(() => activateGrant(ended, at(11))).toThrow(ImpossibleStep);
    expect(() => confirmEnded(ended, at(11))).toThrow(ImpossibleStep);
    expect(() => startGrant(ended, at(11))).toThrow(ImpossibleStep);
  });

  it("a grant that is ending is never extended", () => {
    expect(() => extendGrant(aGrant({ status: "ending", expiresAt: at(100) }), 60)).toThrow(ImpossibleStep);
  });

  it("a scheduled grant that is ended was never at the target, so it is over at once", () => {
    expect(after(endGrant(aGrant({ status: "scheduled" }), "cancelled", at(5)))).toMatchObject({
      status: "ended",
      endReason: "cancelled",
      endedAt: at(5),
    });
  });

  it("waiting for the target does not eat the holder's time", () => {
    const grant = aGrant({ status: "activating", durationSeconds: 60, removeBy: at(360) });
    expect(after(activateGrant(grant, at(40)))).toMatchObject({ readyAt: at(40), expiresAt: at(100) });
  });

  it("a named start fixes the end, however late the target is ready", () => {
    const scheduled = aGrant({ status: "scheduled", durationSeconds: 60, scheduledFor: at(100) });
    const started = startGrant(scheduled, at(101));
    expect(after(started)).toMatchObject({ expiresAt: at(160), removeBy: at(160) });
    const activating = after(started) as ReturnType<typeof aGrant>;
    expect(after(activateGrant(activating, at(130)))).toMatchObject({ readyAt: at(130), expiresAt: at(160) });
  });

  it("the obligation outlasts the longest activation by the whole duration", () => {
    const started = after(startGrant(aGrant({ status: "scheduled", durationSeconds: 60 }), at(0)));
    expect(started).toMatchObject({
      activateBy: new Date(at(0).getTime() + activationLimitMs),
      removeBy: new Date(at(0).getTime() + activationLimitMs + 60_000),
    });
  });

  it("an extension counts only while the old deadline has not come", () => {
    const step = extendGrant(aGrant({ status: "active", durationSeconds: 60, expiresAt: at(60) }), 30);
    expect(step.window).toEqual({ from: undefined, before: at(60) });
    expect(after(step)).toMatchObject({ expiresAt: at(90), durationSeconds: 90 });
  });
});

describe("what time alone does", () => {
  const active = aGrant({ status: "active", expiresAt: at(60) });
  const activating = aGrant({ status: "activating", activateBy: at(300), removeBy: at(360) });
  const scheduled = aGrant({ status: "scheduled", scheduledFor: at(100), durationSeconds: 60 });

  it.each([
    ["an active grant one millisecond before its deadline", active, at(60, -1), null],
    ["an active grant at exactly its deadline", active, at(60), { step: "end", reason: "expired" }],
    ["an active grant long after", active, at(9999), { step: "end", reason: "expired" }],
    ["an activation one millisecond before its limit", activating, at(300, -1), null],
    ["an activation at its limit", activating, at(300), { step: "end", reason: "never-activated" }],
    ["a scheduled grant one millisecond early", scheduled, at(100, -1), null],
    ["a scheduled grant at its start", scheduled, at(100), { step: "start" }],
    ["a scheduled grant one millisecond before its window closes", scheduled, at(160, -1), { step: "start" }],
    ["a scheduled grant whose window closed", scheduled, at(160), { step: "end", reason: "target-unavailable" }],
    ["an ending grant", aGrant({ status: "ending" }), at(9999), null],
    ["an ended grant", aGrant({ status: "ended" }), at(9999), null],
  ])("%s", (_name, grant, now, expected) => {
    expect(timeStep(grant, now)).toEqual(expected);
  });
});
