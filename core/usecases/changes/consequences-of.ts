import type { EndReason, Grant } from "#core/domain/grant/grant.ts";
import { type ApproverDifference, approverDifferences } from "#core/domain/policy/approver-differences.ts";
import { requestConsequence, type RequestConsequence } from "#core/domain/request/request-consequence.ts";
import { type Request, statusAt } from "#core/domain/request/request.ts";
import type { Rows, TableName, Transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
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
 * the two differ.
 */
export const consequencesOf = async (core: Core, supposed: SupposedChange): Promise<Consequences> => ({
  requests: await changedRequests(core, supposed),
  grants: await endedGrants(core, supposed),
  approvers: await changedApprovers(core, supposed),
});

const changedRequests = async (
  core: Core,
  { step, supposed, now }: SupposedChange,
): Promise<Consequences["requests"]> => {
  const pending = (await core.requests.pending()).filter((request) => statusAt(request, now) === "pending");
  const looked = pending.slice(0, most.requests);
  const votes = Map.groupBy(await core.requests.votesOf(looked.map(({ id }) => id)), ({ requestId }) => requestId);
  const settled = new Map(written(step, "Request").map((request) => [request.id, request]));
  const changed = await inTurn(looked, async (request) => {
    const is = await judgedAs(core, request, now);
    const would = settled.get(request.id) ?? (await judgedAs(supposed, request, now));
    const consequence = requestConsequence(is, would, votes.get(request.id) ?? [], now);
    return consequence ? [[request, consequence] as const] : [];
  });
  return { lookedAt: looked.length, isComplete: looked.length === pending.length, changed };
};

/** A waiting request as policy leaves it. */
const judgedAs = async (core: Core, request: Request, now: Date): Promise<Request> => {
  const judged = await judgePending(core, request.id, {}, now);
  return (
    (judged.ok ? written(judged.value.transition, "Request").find(({ id }) => id === request.id) : null) ?? request
  );
};

const endedGrants = async (core: Core, { step, supposed, now }: SupposedChange): Promise<Consequences["grants"]> => {
  const direct = new Map(written(step, "Grant").map((grant) => [grant.id, grant.endReason]));
  const theirs = await core.grants.ofIds([...direct.keys()]);
  const open: Grant[] = [];
  let isComplete = true;
  for (const status of ["scheduled", "activating", "active"] as const) {
    const page = await core.grants.page({ status }, { limit: most.grants - open.length + 1 });
    open.push(...page.items);
    isComplete &&= page.nextCursor === null && open.length <= most.grants;
    if (!isComplete) break;
  }
  const looked = open.slice(0, most.grants).filter(({ id }) => !direct.has(id));
  const byPolicy = await inTurn(looked, async (grant) => {
    const would = await judgeGrant(supposed, grant.id, now);
    if (!would.ok || (await judgeGrant(core, grant.id, now)).ok) return [];
    const [end] = written(would.value.transition, "Grant");
    return [[grant, end?.endReason ?? null] as const];
  });
  const ended = [...theirs.map((grant) => [grant, direct.get(grant.id) ?? null] as const), ...byPolicy];
  return { lookedAt: looked.length + theirs.length, isComplete, ended };
};

const changedApprovers = async (core: Core, { supposed, now }: SupposedChange): Promise<Consequences["approvers"]> => {
  const [before, after] = await Promise.all(
    [core, supposed].map(async (each) => {
      const { basis, resources } = await decisionSide(each);
      return { policy: basis.compiled, directory: basis.directoryAt(now).directory, resources };
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
