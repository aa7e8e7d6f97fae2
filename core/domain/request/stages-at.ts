import type { PersonId } from "#core/domain/ids.ts";
import type { DecisionStage } from "#core/domain/policy/decision.ts";
import { countingVotes } from "#core/domain/request/counting-votes.ts";
import type { Request, Vote } from "#core/domain/request/request.ts";
import { stageProgress } from "#core/domain/request/stage-progress.ts";

/** A stage as it stands at one moment. */
export interface StageAt extends DecisionStage {
  readonly approvedBy: readonly PersonId[];
  readonly passed: boolean;
  /** Whether only votes count that were confirmed. */
  readonly stepUp: boolean;
  /** Waiting for somebody now: not passed, and its turn where stages are ordered. */
  readonly open: boolean;
  /** Silence, or the lack of anybody who could be told, has brought in those whom `escalateTo` names. */
  readonly escalated: boolean;
  /** When silence brings them in; null when nobody is named, or while others decide first. */
  readonly escalatesAt: Date | null;
}

export interface Routing {
  readonly stages: readonly DecisionStage[];
  readonly ordered: boolean;
  /** Whether only votes count that were confirmed. */
  readonly stepUp?: boolean;
}

type Asked = Pick<Request, "createdAt" | "escalatedAt" | "subject" | "requesterId" | "holderId">;

/**
 * The stages of a decision as of `now`: who may decide after escalation, what has passed, what waits. Worked out from instants
 * alone, so that the answer is the same whether a worker runs or not. A stage is silent from when it began to wait: from
 * the request on, or where stages are ordered from the vote on that passed the one before.
 */
export const stagesAt = (
  request: Asked,
  { stages, ordered, stepUp = false }: Routing,
  votes: readonly Vote[],
  now: Date,
  standIns: "now" | "then" = "now",
): readonly StageAt[] => {
  let waitingSince: Date | null = request.createdAt;
  const widened: (DecisionStage & Pick<StageAt, "escalated" | "escalatesAt" | "stepUp">)[] = [];
  for (const stage of stages) {
    widened.push({ ...widen(stage, waitingSince, request.escalatedAt !== null, now), stepUp });
    if (ordered) waitingSince = passedAt(request, widened, votes, standIns);
  }
  const approvers = countingVotes(request, widened, votes, standIns).map(({ forId, voterId }) => forId ?? voterId);
  const progress = stageProgress(widened, approvers);
  const firstOpen = progress.find(({ passed }) => !passed)?.index;
  return widened.map((stage, at) => {
    const { approvedBy = [], passed = false } = progress[at] ?? {};
    return { ...stage, approvedBy, passed, open: !passed && (!ordered || stage.index === firstOpen) };
  });
};

const widen = (stage: DecisionStage, waitingSince: Date | null, atOnce: boolean, now: Date) => {
  const { escalateAfterSeconds: after, escalateApprovers: named = [] } = stage;
  const waits = waitingSince !== null && after !== undefined && named.length > 0;
  const escalatesAt = waits ? new Date(waitingSince.getTime() + after * 1000) : null;
  const escalated = named.length > 0 && (atOnce || (escalatesAt !== null && now >= escalatesAt));
  const approvers = escalated ? [...new Set([...stage.approvers, ...named])].sort() : stage.approvers;
  return { ...stage, approvers, escalated, escalatesAt };
};

/** When all of these stages had passed; null when they have not. */
const passedAt = (
  request: Asked,
  stages: readonly DecisionStage[],
  votes: readonly Vote[],
  standIns: "now" | "then",
): Date | null => {
  const counting = countingVotes(request, stages, votes, standIns);
  const progress = stageProgress(
    stages,
    counting.map(({ forId, voterId }) => forId ?? voterId),
  );
  if (!progress.every(({ passed }) => passed)) return null;
  return counting.reduce<Date | null>((last, { createdAt }) => (last && last > createdAt ? last : createdAt), null);
};
