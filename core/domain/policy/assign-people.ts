interface Seats {
  readonly need: number;
  readonly approvers: readonly string[];
}

/**
 * How many of the stages' places can be filled when nobody takes more than one: a largest matching of people to places
 * (augmenting paths). Stages can all pass, by different people, exactly when it equals the sum of what they need.
 */
export function countFillable(stages: readonly Seats[]): number {
  const wanted = stages.reduce((sum, { need }) => sum + need, 0);
  if (stages.every(({ approvers }) => approvers.length >= wanted)) return wanted;
  const places = stages.flatMap((stage) => Array.from({ length: stage.need }, () => stage.approvers));
  const placeOf = new Map<string, number>();

  const fill = (place: number, tried: Set<string>): boolean => {
    for (const person of places[place] ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const taken = placeOf.get(person);
      if (taken !== undefined && !fill(taken, tried)) continue;
      placeOf.set(person, place);
      return true;
    }
    return false;
  };
  return places.filter((_, place) => fill(place, new Set())).length;
}
