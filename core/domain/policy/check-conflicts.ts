import type { Reason } from "#core/domain/policy/decision.ts";
import { selectsSubject, type Subject, type WhatSelector } from "#core/domain/policy/selector.ts";

/** Separation of duties: nobody may hold, at one time, two entitlements that different sides select. */
export interface ConflictSet {
  readonly id: string;
  readonly message: string;
  readonly sides: readonly WhatSelector[];
}

export type ConflictReason = Extract<Reason, { code: "conflict" }>;

/**
 * Every conflict that granting all of `wanted` to someone who holds `held` would bring: each pair once a set.
 * `held` are live and scheduled grants. An entitlement never conflicts with itself, so a grant can be extended.
 */
export function checkConflicts(
  sets: readonly ConflictSet[],
  held: readonly Subject[],
  wanted: readonly Subject[],
): ConflictReason[] {
  return sets.flatMap((set) =>
    wanted.flatMap((one, index) => {
      const sides = sidesOf(set, one);
      if (sides.length === 0) return [];
      const clash = (other: Subject): boolean => conflict(sides, sidesOf(set, other), one, other);
      const describe =
        (alsoAsked: boolean) =>
        (other: Subject): ConflictReason => ({
          code: "conflict",
          conflictId: set.id,
          message: set.message,
          wanted: one.entitlement.name,
          held: other.entitlement.name,
          alsoAsked,
        });
      return [
        ...held.filter(clash).map(describe(false)),
        ...wanted
          .slice(index + 1)
          .filter(clash)
          .map(describe(true)),
      ];
    }),
  );
}

function sidesOf(set: ConflictSet, subject: Subject): number[] {
  const sides: number[] = [];
  for (const [index, side] of set.sides.entries()) if (selectsSubject(side, subject)) sides.push(index);
  return sides;
}

const conflict = (mine: readonly number[], theirs: readonly number[], one: Subject, other: Subject): boolean =>
  one.entitlement.id !== other.entitlement.id && mine.some((side) => theirs.some((their) => their !== side));
