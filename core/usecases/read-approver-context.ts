import type { RequestId } from "#core/domain/ids.ts";
import { peopleBehind } from "#core/domain/request/counting-votes.ts";
import { canDecideAt } from "#core/domain/request/route-request.ts";
import type { Request } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { type EarlierRequest, latelyAsked } from "#core/usecases/approver-context/lately-asked.ts";
import { type SimilarDecisions, similarDecisions } from "#core/usecases/approver-context/similar-decisions.ts";
import { type StandingBefore, standingBefore } from "#core/usecases/approver-context/standing-before.ts";
import { type UsualUse, usualUse } from "#core/usecases/approver-context/usual-use.ts";
import { type WallClock, wallClock } from "#core/usecases/approver-context/wall-clock.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

/** Something that the holder may reach now, or is about to. */
interface Held {
  readonly id: string;
  readonly name: string;
  readonly target: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly expiresAt: Date | null;
}

/** What an approver should know beside the request itself. */
export interface ApproverContext {
  readonly requestId: RequestId;
  readonly windowDays: number;
  readonly held: readonly Held[];
  readonly use: readonly UsualUse[];
  /** How earlier requests for the same were answered, whoever asked. */
  readonly similar: SimilarDecisions;
  /** The holder's latest requests for any of these entitlements, newest first, without this one. */
  readonly lately: readonly EarlierRequest[];
  readonly recentDenials: number;
  /** Failed sign-ins to the holder's account in the last seven days, counted up to twenty. */
  readonly failedSignIns: number;
  /** What the holder has at the target already, without a grant. */
  readonly standing: readonly StandingBefore[];
  readonly wallClock: WallClock;
  /** By the directory or by a schedule, as policy sees it. */
  readonly onCall: boolean;
  /** For an extension: how long the access that it extends lasts so far. */
  readonly extendedSeconds: number | null;
}

const windowDays = 90;
const dayMs = 24 * 3_600_000;
const denialDays = 30;
const signInDays = 7;
const signInsLooked = 20;
const looked = 100;
/** A request may name fifty entitlements; the first are looked at closely. */
const closely = 5;

/**
 * For those who can or did vote on a request, and auditors: what the holder holds and had, and how others use the same
 * entitlements. Everybody else gets the answer of a request that does not exist. A fixed number of bounded index reads.
 */
export const readApproverContext: UseCase<{ requestId: RequestId }, ApproverContext, "not_found"> = async (
  core,
  caller,
  { requestId },
) => {
  const request = await core.requests.find(requestId);
  const now = await core.clock.now();
  if (!request || !(await mayKnow(core, caller, request, now))) return refuse("not_found");
  const since = new Date(now.getTime() - windowDays * dayMs);
  const { holderId, extendsGrantId } = request;
  const [holder, held, earlier, entitlements, basis, similar, failedSignIns, extended] = await Promise.all([
    core.people.find(holderId),
    heldNow(core, request),
    core.requests.page({ party: holderId }, { limit: looked }),
    namedEntitlements(core, request.entitlementIds.slice(0, closely)),
    core.policies.basis(),
    similarDecisions(core, request.entitlementIds.slice(0, closely), requestId, since),
    signInsFailed(core, request, now),
    extendsGrantId && core.grants.find(extendsGrantId),
  ]);
  if (!holder) throw new Error(`${requestId}: its holder is unknown`);
  const groups = new Set(basis.groupsOf(holderId));
  const isPeer = (personId: string): boolean => basis.groupsOf(personId).some((group) => groups.has(group));
  const theirs = earlier.items.filter((each) => each.id !== requestId && each.holderId === holderId);
  const denied = theirs.filter(
    ({ status, createdAt }) => status === "denied" && now.getTime() - createdAt.getTime() < denialDays * dayMs,
  );
  const [use, lately, standing] = await Promise.all([
    Promise.all(entitlements.map((entitlement) => usualUse(core, { entitlement, holderId, isPeer, since }))),
    latelyAsked(core, request, theirs, now),
    standingBefore(core, holder, request.entitlementIds.slice(0, closely)),
  ]);
  return ok({
    ...{ requestId, windowDays, held, use, similar, lately, failedSignIns, standing },
    recentDenials: denied.length,
    wallClock: wallClock(now, holder.timezone),
    onCall: holder.onCall || basis.directoryAt(now).isOnCall(holderId),
    extendedSeconds: extended?.durationSeconds ?? null,
  });
};

const mayKnow = async (core: Core, { person }: Caller, request: Request, now: Date): Promise<boolean> => {
  if (person.id === request.requesterId || person.id === request.holderId) return false;
  if (person.roles.includes("auditor") || canDecideAt(request, person.id, now)) return true;
  return (await core.requests.votesOf([request.id])).some((vote) => peopleBehind(vote).includes(person.id));
};

const heldNow = async (core: Core, { holderId }: Request): Promise<readonly Held[]> => {
  const open = await core.grants.openOf(holderId);
  const entitlements = await namedEntitlements(
    core,
    open.map(({ entitlementId }) => entitlementId),
  );
  return open.flatMap(({ id, entitlementId, expiresAt }) => {
    const known = entitlements.find((each) => each.id === entitlementId);
    return known ? [{ id, expiresAt, name: known.name, target: known.target.name, tags: known.tags }] : [];
  });
};

const signInsFailed = async (core: Core, { holderId }: Request, now: Date): Promise<number> => {
  const from = new Date(now.getTime() - signInDays * dayMs);
  const filter = { personId: holderId, kind: "signInFailed" as const, from };
  return (await core.audit.page(filter, { limit: signInsLooked })).items.length;
};
