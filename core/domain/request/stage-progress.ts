import type { PersonId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";

export interface StageProgress {
  readonly index: number;
  readonly need: number;
  readonly approvedBy: readonly PersonId[];
  readonly passed: boolean;
}

/**
 * Gives every approver to at most one stage, so that as many places as possible are filled: all stages must pass by
 * different people. Deterministic: approvers in the order of their votes, stages in the order of the policy.
 * A vote of somebody whom no stage names (any more) fills nothing.
 */
export const stageProgress = (
  stages: readonly DecisionStage[],
  approvers: readonly PersonId[],
): readonly StageProgress[] => {
  const places = stages.flatMap((stage) => Array.from({ length: stage.need }, () => stage));
  const holderOf = new Map<number, PersonId>();

  const seat = (person: PersonId, tried: Set<number>): boolean => {
    for (const [place, stage] of places.entries()) {
      if (tried.has(place) || !stage.approvers.includes(person)) continue;
      tried.add(place);
      const sitting = holderOf.get(place);
      if (sitting === undefined || seat(sitting, tried)) {
        holderOf.set(place, person);
        return true;
      }
    }
    return false;
  };
  for (const person of new Set(approvers)) seat(person, new Set());

  return stages.map((stage) => {
    const approvedBy = places.flatMap((at, place) => {
      const person = holderOf.get(place);
      return at === stage && person !== undefined ? [person] : [];
    });
    return { index: stage.index, need: stage.need, approvedBy, passed: approvedBy.length >= stage.need };
  });
};

export const allPassed = (progress: readonly StageProgress[]): boolean =>
  progress.length > 0 && progress.every((stage) => stage.passed);
