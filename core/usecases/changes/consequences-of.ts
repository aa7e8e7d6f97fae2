import type { EndReason, Grant } from "#core/domain/grant/grant.ts";
import { type ApproverDifference, approverDifferences } from "#core/domain/policy/approver-differences.ts";
import { requestConsequence, type RequestConsequence } from "#core/domain/request/request-consequence.ts";
import { type Request, statusAt } from "#core/domain/request/request.ts";
import type { Rows, TableName, Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import { coreSupposing } from "#core/usecases/changes/core-supposing.ts";
import { readOnce } from "#core/usecases/changes/read-once.ts";
import { decisionSide, type SupposedChange } from "#core/usecases/changes/suppose-change.ts";
import { judgeGrant } from "#core/usecases/redecide-grants.ts";
import { judgePending } from "#core/usecases/redecide-request.ts";

const most = { requests: 500, grants: 1_000 };
/** So many are judged side by side. */
const abreast = 4;

export interface Consequences {
  /** `isComplete` is false where there are more than were looked at. */
  readonly requests: {
    readonly lookedAt: number;
    readonly isComplete: boolean;
    readonly changed: readonly (readonly [Request, RequestConsequence])[];
  };
  readonly grants: {
    readonly lookedAt: number;
    readonly isComplete: boolean;
    readonly ended: readonly (readonly [Grant, EndReason | null])[];
  };
  readonly approvers: readonly ApproverDifference[];
}

/**
 * What the approval of a proposal would do: to each request that waits, to each grant that is not over, and to who can decide.
 * Each is judged twice by the code that judges it after an approval, as everything is and as it would be, and told only where
 * the two differ. What both read is read once.
 */
export const consequencesOf = async (core: Core, { step, now }: SupposedChange): Promise<Consequences> => {
  const looked = await lookedAt(core, now);
  const is = readOnce(core, looked.known);
  const sides: Sides = { is, would: coreSupposing(is, step.writes), step, now };
  return {
    requests: { ...looked.pending.count, changed: await changedRequests(sides, looked) },
    grants: { ...looked.open.count, ended: await endedGrants(sides, looked) },
    approvers: await changedApprovers(sides),
  };
};

interface Sides {
  readonly is: Core;
  readonly would: Core;
  readonly step: Transition;
  readonly now: Date;
}

type LookedAt = Awaited<ReturnType<typeof lookedAt>>;

const lookedAt = async (core: Core, now: Date) => {
  const waiting = (await core.requests.pending()).filter((request) => statusAt(request, now) === "pending");
  const pending = firstOf(waiting, most.requests);
  const open: Grant[] = [];
  for (const status of ["scheduled", "activating", "active"] as const)
    open.push(...(await core.grants.page({ status }, { limit: most.grants + 1 })).items);
  const grants = firstOf(open, most.grants);
  const ofGrants = await core.requests.ofIds([...new Set(grants.items.map(({ requestId }) => requestId))]);
  const requests = new Map([...ofGrants, ...pending.items].map((request) => [request.id, request]));
  const votes = Map.groupBy(await core.requests.votesOf([...requests.keys()]), ({ requestId }) => requestId);
  return { pending, open: grants, known: { requests, votes } };
};

const firstOf = <T>(all: readonly T[], limit: number) => {
  const items = all.slice(0, limit);
  return { items, count: { lookedAt: items.length, isComplete: items.length === all.length } };
};

const changedRequests = (
  { is, would, step, now }: Sides,
  { pending, known }: LookedAt,
): Promise<Consequences["requests"]["changed"]> => {
  const settled = new Map(written(step, "Request").map((request) => [request.id, request]));
  return inTurn(pending.items, async (request) => {
    const then = settled.get(request.id) ?? (await judgedAs(would, request, now));
    const votes = known.votes.get(request.id) ?? [];
    const consequence = requestConsequence(await judgedAs(is, request, now), then, votes, now);
    return consequence ? [[request, consequence] as const] : [];
  });
};

/** A waiting request as policy leaves it. */
const judgedAs = async (core: Core, request: Request, now: Date): Promise<Request> => {
  const judged = await judgePending(core, request.id, {}, now);
  return (
    (judged.ok ? written(judged.value.transition, "Request").find(({ id }) => id === request.id) : null) ?? request
  );
};

const endedGrants = async (
  { is, would, step, now }: Sides,
  { open }: LookedAt,
): Promise<Consequences["grants"]["ended"]> => {
  const direct = new Map(written(step, "Grant").map((grant) => [grant.id, grant.endReason]));
  const theirs = await is.grants.ofIds([...direct.keys()]);
  const byPolicy = await inTurn(open.items, async (grant) => {
    if (direct.has(grant.id)) return [];
    const ended = await judgeGrant(would, grant.id, now);
    if (!ended.ok || (await judgeGrant(is, grant.id, now)).ok) return [];
    const [end] = written(ended.value.transition, "Grant");
    return [[grant, end?.endReason ?? null] as const];
  });
  return [...theirs.map((grant) => [grant, direct.get(grant.id) ?? null] as const), ...byPolicy];
};

const changedApprovers = async ({ is, would, now }: Sides): Promise<Consequences["approvers"]> => {
  const [before, after] = await Promise.all(
    [is, would].map(async (each) => {
      const { basis, resources } = await decisionSide(each);
      const { compiled: policy, managers } = basis;
      return { policy, directory: basis.directoryAt(now).directory, resources, managers };
    }),
  );
  return before && after ? approverDifferences(before, after) : [];
};

const written = <T extends TableName>({ writes }: Transition, table: T): readonly Rows[T][] =>
  writes.flatMap((write) => (write.table === table ? [write.row as Rows[T]] : []));

const inTurn = async <T, R>(all: readonly T[], judge: (one: T) => Promise<readonly R[]>): Promise<readonly R[]> => {
  const found: R[] = [];
  for (let at = 0; at < all.length; at += abreast)
    found.push(...(await Promise.all(all.slice(at, at + abreast).map(judge))).flat());
  return found;
};
