import type { RequestId } from "#core/domain/ids.ts";
import { type Request, type RequestStatus, statusAt } from "#core/domain/request/request.ts";
import type { Core } from "#core/ports/core.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf } from "#core/usecases/names-of.ts";

export interface EarlierRequest {
  readonly id: RequestId;
  readonly status: RequestStatus;
  readonly entitlements: readonly string[];
  readonly durationSeconds: number;
  readonly createdAt: Date;
  /** True when policy answered without asking anybody. */
  readonly byPolicy: boolean;
  readonly voters: readonly string[];
}

const shown = 5;

/** The holder's latest requests for any of the same entitlements, newest first. */
export const latelyAsked = async (
  core: Core,
  { entitlementIds }: Request,
  theirs: readonly Request[],
  now: Date,
): Promise<readonly EarlierRequest[]> => {
  const same = theirs.filter((each) => each.entitlementIds.some((id) => entitlementIds.includes(id))).slice(0, shown);
  const [votes, entitlements] = await Promise.all([
    core.requests.votesOf(same.map(({ id }) => id)),
    namedEntitlements(
      core,
      same.flatMap((each) => each.entitlementIds),
    ),
  ]);
  const name = await namesOf(
    core,
    votes.map(({ voterId }) => voterId),
  );
  return same.map((each) => ({
    id: each.id,
    status: statusAt(each, now),
    entitlements: each.entitlementIds.map((id) => entitlements.find((known) => known.id === id)?.name ?? id),
    durationSeconds: each.durationSeconds,
    createdAt: each.createdAt,
    byPolicy: each.decision.outcome !== "needs-approval",
    voters: votes.filter(({ requestId }) => requestId === each.id).map(({ voterId }) => name(voterId).name),
  }));
};
