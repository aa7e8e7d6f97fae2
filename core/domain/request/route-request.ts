import type { PersonId } from "#core/domain/ids.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import { type Routing, stagesAt } from "#core/domain/request/stages-at.ts";

export type Route = Pick<Request, "approverIds" | "lateApprovers" | "escalatesAt" | "routedAt">;

/** Who can decide at `now`, and whom silence will bring in: written with the request, so that queues can be searched. */
export const routeRequest = (
  request: Parameters<typeof stagesAt>[0],
  routing: Routing,
  votes: readonly Vote[],
  now: Date,
): Route => {
  const open = stagesAt(request, routing, votes, now).filter((stage) => stage.open);
  const late = new Map<string, Date>();
  const standIns = (stage: (typeof open)[number], people: readonly string[]): readonly string[] =>
    (stage.standIns ?? []).filter((pair) => people.includes(pair.for)).map(({ by }) => by);
  const approverIds = new Set(open.flatMap((stage) => [...stage.approvers, ...standIns(stage, stage.approvers)]));
  for (const stage of open) {
    if (stage.escalated || stage.escalatesAt === null) continue;
    const named = stage.escalateApprovers ?? [];
    for (const person of [...named, ...standIns(stage, named)]) {
      const known = late.get(person);
      if (!approverIds.has(person) && (!known || known > stage.escalatesAt)) late.set(person, stage.escalatesAt);
    }
  }
  const instants = open.flatMap(({ escalated, escalatesAt }) => (escalated || !escalatesAt ? [] : [escalatesAt]));
  return {
    approverIds: [...approverIds].sort() as PersonId[],
    lateApprovers: Object.fromEntries([...late].map(([person, at]) => [person, at.toISOString()])),
    escalatesAt: instants.reduce<Date | null>((first, at) => (first && first < at ? first : at), null),
    routedAt: now,
  };
};

/** Whether the person is among those who can decide by now: named when it was routed, or brought in by silence since. */
export const canDecideAt = (
  { approverIds, lateApprovers }: Pick<Request, "approverIds" | "lateApprovers">,
  personId: PersonId,
  now: Date,
): boolean => {
  const late = lateApprovers[personId];
  return approverIds.includes(personId) || (late !== undefined && new Date(late) <= now);
};
