import { describe, expect, it } from "vitest";
import { grantStatuses, type Grant } from "#core/domain/grant/grant.ts";
import { isGoneByHand } from "#core/domain/holding/gone-by-hand.ts";
import { newHolding } from "#core/domain/holding/join-holding.ts";
import { owedStep } from "#core/domain/holding/owed-step.ts";
import { settlesAt } from "#core/domain/holding/settled.ts";
import type { HoldingId } from "#core/domain/ids.ts";
import { aGrant, at } from "#core/testing/grants.ts";

const holding = (changes = {}) => ({
  ...newHolding({ holdingId: "hld_1" as HoldingId, account: "ada", shared: true }, aGrant(), at(0)),
  ...changes,
});
const grant = (status: Grant["status"], ends = 60) => aGrant({ status, expiresAt: at(ends), removeBy: at(ends) });

/** Every multiset of up to four grants in every state, with equal and different deadlines. */
const combinations = (): readonly (readonly Grant[])[] => {
  const one = grantStatuses.flatMap((status) => [grant(status, 60), grant(status, 120)]);
  const more = (sets: readonly (readonly Grant[])[]) => sets.flatMap((set) => one.map((each) => [...set, each]));
  const [two, three] = [more(one.map((each) => [each])), more(more(one.map((each) => [each])))];
  return [[], ...one.map((each) => [each]), ...two, ...three, ...more(three)];
};
const all = combinations();

describe("what is owed to up to four overlapping grants, in every combination of their states", () => {
  const live = (grants: readonly Grant[]) =>
    grants.some(({ status }) => status === "active" || status === "activating");

  it("access is never removed while one of them is live", () => {
    const wrong = all.filter(
      (grants) => live(grants) && owedStep(holding({ standing: false, state: "present" }), grants) === "remove",
    );
    expect(wrong).toEqual([]);
    expect(all.length).toBe(11_111);
  });

  it("access that is there is removed when none of them is live", () => {
    const kept = all.filter(
      (grants) =>
        !live(grants) && owedStep(holding({ standing: false, state: "present", until: at(60) }), grants) !== "remove",
    );
    expect(kept).toEqual([]);
  });

  it("nothing is given before it was looked for what was there", () => {
    for (const grants of all) expect(owedStep(holding({ standing: null }), grants)).not.toBe("apply");
  });

  it("nothing more is owed once the target was told the latest deadline and all are active", () => {
    const active = [grant("active", 60), grant("active", 120)];
    expect(owedStep(holding({ standing: false, state: "present", until: at(120) }), active)).toBeNull();
    expect(owedStep(holding({ standing: false, state: "present", until: at(60) }), active)).toBe("apply");
  });

  it("access that stood before them and was left is owed nothing", () => {
    expect(owedStep(holding({ standing: true, state: "present" }), [])).toBeNull();
  });
});

describe("access that is gone at the target", () => {
  const present = holding({ state: "present", standing: false, until: at(600) });
  const [absent, partial] = [{ state: "absent" as const }, { state: "partial" as const }];

  it("was taken away by hand where a grant was active", () => {
    expect(isGoneByHand(present, [grant("active")], absent, at(0))).toBe(true);
    expect(isGoneByHand(present, [grant("active")], partial, at(0))).toBe(true);
  });

  it("was not, where only an approved grant waits to be made: a removal of ours may have come in between", () => {
    expect(isGoneByHand(present, [grant("activating"), grant("ending")], absent, at(0))).toBe(false);
  });

  it("was not, where the target ended it at the deadline that it was told", () => {
    expect(isGoneByHand(present, [grant("active")], absent, at(598))).toBe(false);
    expect(isGoneByHand(present, [grant("active")], absent, at(597, 999))).toBe(true);
  });

  it("in part is not, where a call of ours went wrong", () => {
    expect(isGoneByHand({ ...present, attempts: 1 }, [grant("active")], partial, at(0))).toBe(false);
    expect(isGoneByHand({ ...present, unsettledAt: at(0) }, [grant("active")], partial, at(0))).toBe(false);
  });
});

describe("when the target's answers prove something", () => {
  const limits = { callTimeoutMs: 15_000, overtakes: false };
  it("at once where every earlier call is over, or is ignored by the target", () => {
    expect(settlesAt(holding(), limits)).toBeNull();
    expect(settlesAt(holding({ unsettledAt: at(0) }), { ...limits, overtakes: true })).toBeNull();
  });
  it("else when the last of them has timed out", () => {
    expect(settlesAt(holding({ unsettledAt: at(0) }), limits)).toEqual(at(15));
  });
});
