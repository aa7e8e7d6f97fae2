import { describe, expect, it } from "vitest";
import { activateGrant, confirmEnded, endGrant, obligation } from "#core/domain/grant/grant-steps.ts";
import { type Grant, isLive } from "#core/domain/grant/grant.ts";
import { timeStep } from "#core/domain/grant/time-step.ts";
import { desiredHolding } from "#core/domain/holding/desired-holding.ts";
import type { GrantId } from "#core/domain/ids.ts";
import { aGrant, at } from "#core/testing/grants.ts";

type Step = { readonly begin: number } | { readonly end: number } | "deadline";

/** Every order in which these grants can begin and end; those of `together` end by one deadline, all in the same instant. */
const orders = (count: number, together: readonly boolean[]): readonly (readonly Step[])[] => {
  const all = Array.from({ length: count }, (_, n) => n);
  const continued = (
    begun: readonly number[],
    ended: readonly number[],
    past: boolean,
  ): readonly (readonly Step[])[] => {
    const begins = past ? all.filter((n) => !begun.includes(n) && !together[n]) : all.filter((n) => !begun.includes(n));
    const ends = begun.filter((n) => !ended.includes(n) && !together[n]);
    const next = [
      ...begins.map((n) => [{ begin: n }, continued([...begun, n], ended, past)] as const),
      ...ends.map((n) => [{ end: n }, continued(begun, [...ended, n], past)] as const),
      ...(past || !together.includes(true) ? [] : [["deadline" as const, continued(begun, ended, true)] as const]),
    ];
    return next.length === 0 ? [[]] : next.flatMap(([step, rest]) => rest.map((tail) => [step, ...tail]));
  };
  return continued([], [], false);
};

const deadline = at(600);

/** Goes through one order, looking at the target after each step that `looks` says, and at the end. */
const follow = (order: readonly Step[], together: readonly boolean[], looks: (place: number) => boolean): void => {
  const grants = new Map<number, Grant>();
  let there: Date | null = null;
  const reconcile = (now: Date): void => {
    change(
      (grant) => timeStep(grant, now)?.step === "end",
      (grant) => endGrant(grant, "expired", now),
    );
    there = desiredHolding([...grants.values()]).until;
    const isWanted = [...grants.values()].some(isLive);
    if (there && !isWanted) throw new Error("a grant ends while its access stands");
    change(
      ({ status }) => status === "activating",
      (grant) => activateGrant(grant, now),
    );
    change(
      ({ status }) => status === "ending",
      (grant) => confirmEnded(grant, now),
    );
    const live = [...grants.values()].filter(isLive);
    there = desiredHolding(live).until;
    if ((there !== null) !== live.length > 0) throw new Error("access stands apart from its grants");
    if (live.some(({ expiresAt }) => !there || !expiresAt || expiresAt > there))
      throw new Error("it ends before a grant does");
  };
  const change = (which: (grant: Grant) => boolean, how: (grant: Grant) => ReturnType<typeof endGrant>): void => {
    for (const [n, grant] of grants) {
      if (!which(grant)) continue;
      for (const write of how(grant).writes) if (write.table === "Grant") grants.set(n, write.row);
    }
  };
  for (const [place, step] of order.entries()) {
    const now = step === "deadline" ? deadline : at(place + (grants.size > 0 && isPast(order, place) ? 600 : 0), 1);
    if (step !== "deadline" && "begin" in step) {
      const fixed = together[step.begin]
        ? { ...obligation(now, 600, null), expiresAt: deadline, removeBy: deadline }
        : obligation(now, 7_200, null);
      grants.set(step.begin, aGrant({ id: `grt_${step.begin}` as GrantId, durationSeconds: 7_200, ...fixed }));
    } else if (step !== "deadline") {
      change(
        ({ id, status }) => id === `grt_${step.end}` && status !== "ending" && status !== "ended",
        (grant) => endGrant(grant, "returned", now),
      );
    }
    if (looks(place)) reconcile(now);
  }
  reconcile(at(2_000));
  expect(there).toBeNull();
  expect([...grants.values()].every(({ status }) => status === "ended")).toBe(true);
};

const isPast = (order: readonly Step[], place: number): boolean => order.slice(0, place).includes("deadline");

describe("overlapping grants on one holding", () => {
  it.each([1, 2, 3, 4])(
    "%i of them, in every order of beginnings and ends, with equal deadlines and without: access stands while one does",
    (count) => {
      let tried = 0;
      for (let mask = 0; mask < 2 ** count; mask++) {
        const together = Array.from({ length: count }, (_, n) => (mask & (1 << n)) !== 0);
        for (const order of orders(count, together)) {
          for (const looks of [
            () => true,
            () => false,
            (place: number) => place % 2 === 0,
            (place: number) => place % 2 === 1,
          ])
            follow(order, together, looks);
          tried += 1;
        }
      }
      expect(tried).toBeGreaterThan(count ** count);
    },
    120_000,
  );
});
