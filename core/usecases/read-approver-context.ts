import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { EntitlementId, PersonId, RequestId } from "#core/domain/ids.ts";
import { zonedTime } from "#core/domain/policy/zoned-time.ts";
import { type Request, type RequestStatus, statusAt } from "#core/domain/request/request.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Caller, Core, UseCase } from "#core/ports/core.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf } from "#core/usecases/names-of.ts";

/** How one of the entitlements was held lately, by the holder and by others: others appear as counts only (domain rule 16). */
interface UsualUse {
  readonly entitlementId: EntitlementId;
  readonly name: string;
  readonly holderTimes: number;
  readonly otherTimes: number;
  readonly otherPeople: number;
  /** The middle of how long others had it; null when nobody did. */
  readonly otherMedianSeconds: number | null;
  /** How often others had it for at most so long, and longer than the bucket before. The last has no limit. */
  readonly buckets: readonly { readonly atMostSeconds: number | null; readonly count: number }[];
}

interface EarlierRequest {
  readonly id: RequestId;
  readonly status: RequestStatus;
  readonly entitlements: readonly string[];
  readonly durationSeconds: number;
  readonly createdAt: Date;
  /** True when policy answered without asking anybody. */
  readonly byPolicy: boolean;
  readonly voters: readonly string[];
}

/** What an approver should know beside the request itself. */
export interface ApproverContext {
  readonly requestId: RequestId;
  readonly windowDays: number;
  readonly held: readonly { readonly id: string; readonly name: string; readonly expiresAt: Date | null }[];
  readonly use: readonly UsualUse[];
  /** The holder's latest requests for any of these entitlements, newest first, without this one. */
  readonly lately: readonly EarlierRequest[];
  readonly recentDenials: number;
  readonly wallClock: { readonly time: string; readonly timezone: string; readonly offHours: boolean };
  readonly onCall: boolean;
}

const windowDays = 90;
const dayMs = 24 * 3_600_000;
const denialDays = 30;
const looked = 100;
const shown = 5;
const eventsLooked = 200;
const bucketLimits = [900, 1800, 3600, 7200, 14_400, 28_800, null] as const;

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
  if (!request || !(await mayKnow(core, caller, request))) return refuse("not_found");
  const now = await core.clock.now();
  const [holder, open, earlier, entitlements] = await Promise.all([
    core.people.find(request.holderId),
    core.grants.openOf(request.holderId),
    core.requests.page({ party: request.holderId }, { limit: looked }),
    namedEntitlements(core, request.entitlementIds),
  ]);
  if (!holder) throw new Error(`${requestId}: its holder is unknown`);
  const held = await namedEntitlements(
    core,
    open.map(({ entitlementId }) => entitlementId),
  );
  const since = new Date(now.getTime() - windowDays * dayMs);
  const theirs = earlier.items.filter(({ id, holderId }) => id !== requestId && holderId === request.holderId);
  const denied = theirs.filter(
    ({ status, createdAt }) => status === "denied" && now.getTime() - createdAt.getTime() < denialDays * dayMs,
  );
  return ok({
    requestId,
    windowDays,
    held: open.map(({ id, entitlementId, expiresAt }) => ({
      ...{ id, expiresAt },
      name: held.find((each) => each.id === entitlementId)?.name ?? entitlementId,
    })),
    use: await Promise.all(entitlements.slice(0, shown).map((each) => usualUse(core, each, request.holderId, since))),
    lately: await latelyAsked(core, request, theirs, now),
    recentDenials: denied.length,
    wallClock: wallClock(now, holder.timezone),
    onCall: holder.onCall,
  });
};

const mayKnow = async (core: Core, { person }: Caller, request: Request): Promise<boolean> => {
  if (person.id === request.requesterId || person.id === request.holderId) return false;
  if (person.roles.includes("auditor") || request.approverIds.includes(person.id)) return true;
  return (await core.requests.votesOf([request.id])).some(({ voterId }) => voterId === person.id);
};

const usualUse = async (
  core: Core,
  { id: entitlementId, name }: { readonly id: EntitlementId; readonly name: string },
  holderId: PersonId,
  since: Date,
): Promise<UsualUse> => {
  const filter = { entitlementId, kind: "grantActivated" as const, from: since };
  const { items } = await core.audit.page(filter, { limit: eventsLooked });
  const others = items.filter(({ personId }) => personId !== holderId);
  const lengths = others.flatMap(secondsOf).sort((a, b) => a - b);
  return {
    entitlementId,
    name,
    holderTimes: items.length - others.length,
    otherTimes: others.length,
    otherPeople: new Set(others.map(({ personId }) => personId)).size,
    otherMedianSeconds: lengths[Math.floor((lengths.length - 1) / 2)] ?? null,
    buckets: bucketLimits.map((atMostSeconds, index) => ({
      atMostSeconds,
      count: lengths.filter(
        (seconds) => seconds > (bucketLimits[index - 1] ?? 0) && seconds <= (atMostSeconds ?? Infinity),
      ).length,
    })),
  };
};

/** How long an activation said that the access would last. */
const secondsOf = ({ data }: AuditEvent): readonly number[] => {
  const [from, to] = [data["readyAt"], data["expiresAt"]].map((at) => (typeof at === "string" ? Date.parse(at) : NaN));
  const seconds = ((to ?? NaN) - (from ?? NaN)) / 1000;
  return Number.isFinite(seconds) ? [seconds] : [];
};

const latelyAsked = async (
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

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** Off hours are nights (20 to 7) and weekends on the holder's own wall: unusual, never forbidden. */
const wallClock = (now: Date, timezone: string): ApproverContext["wallClock"] => {
  const { hours, minutes, weekday } = zonedTime(now, timezone);
  const two = (value: number): string => String(value).padStart(2, "0");
  const offHours = weekday === 0 || weekday === 6 || hours < 7 || hours >= 20;
  return { time: `${weekdays[weekday] ?? ""} ${two(hours)}:${two(minutes)}`, timezone, offHours };
};
