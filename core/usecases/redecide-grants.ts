import type { Actor } from "#core/domain/audit/event.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { CombinedDecision } from "#core/domain/policy/decision.ts";
import { stillApproved } from "#core/domain/request/redecide.ts";
import { ok, refuse, type Result } from "#core/domain/result.ts";
import { together, transition } from "#core/domain/transition.ts";
import type { Core } from "#core/ports/core.ts";
import type { DecisionBasis } from "#core/ports/policies.ts";
import { commitDecided, type Decided } from "#core/usecases/commit-decided.ts";
import { decideRequest } from "#core/usecases/decide-request.ts";
import { endGrants } from "#core/usecases/end-grants.ts";
import { reloadAsk } from "#core/usecases/load-ask.ts";

const batch = 200;
const statuses = ["scheduled", "activating", "active"] as const;

/** Up to which facts every grant has been decided, and whoever is at it: heartbeats that say which facts. */
const decided = "grants-decided";
const deciding = "grants-deciding";
/** Whoever was at it and has not been heard of for so long has stopped half-way. */
const silentMs = 30_000;

/**
 * After a new policy: scheduled grants are decided anew, and end as ineligible where they would not be approved today. Access
 * that is live ends only where a rule denies it by name (domain rule 10): that no rule allows it any more does not end it.
 */
export const redecideGrants = async (core: Core): Promise<void> => {
  const facts = factsOf(await core.policies.basis());
  for (const status of statuses) {
    let cursor: string | undefined;
    do {
      await core.heartbeats.beat(deciding, facts);
      const page = await core.grants.page({ status }, { limit: batch, cursor });
      for (const grant of page.items) await redecideGrant(core, grant);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
  await core.heartbeats.beat(decided, facts);
  core.wake.due();
};

/** Decides grants anew where whoever changed what they rest on stopped half-way. Run it as often as you like, anywhere. */
export const followFacts = async (core: Core): Promise<void> => {
  const [basis, done] = await Promise.all([core.policies.basis(), core.heartbeats.last(decided)]);
  const facts = factsOf(basis);
  if (done?.detail !== facts && !(await isUnderWay(core, facts))) await redecideGrants(core);
};

const isUnderWay = async (core: Core, facts: string): Promise<boolean> => {
  const [begun, now] = await Promise.all([core.heartbeats.last(deciding), core.clock.now()]);
  return begun?.detail === facts && now.getTime() - begun.at.getTime() < silentMs;
};

/** What can make a rule deny that did not: another policy, other members, other tags. */
const factsOf = ({ policy, membership, epochs }: DecisionBasis): string => {
  const catalogue = epochs.find(({ id }) => id === "catalogue")?.version ?? 0;
  return `policy ${policy.number}, members ${membership}, catalogue ${catalogue}`;
};

const redecideGrant = (core: Core, { id }: Grant) => {
  const portal: Actor = { personId: null, via: "ticker", correlationId: id };
  return commitDecided(core, portal, (now) => judgeGrant(core, id, now));
};

/** What of a grant policy would have written now. Reads only, so that it also tells what a proposal would come to. */
export const judgeGrant = async (core: Core, id: Grant["id"], now: Date): Promise<Result<Decided<null>, "stands">> => {
  const grant = await core.grants.find(id);
  const request = grant && (await core.requests.find(grant.requestId));
  if (!grant || !request || grant.status === "ending" || grant.status === "ended") return refuse("stands");
  // What is live is judged by itself: that another part of the request is no longer offered keeps nothing alive, and ends nothing.
  const part = grant.status === "scheduled" ? request : { ...request, entitlementIds: [grant.entitlementId] };
  const ask = await reloadAsk(core, part);
  if (!ask) return ok(await noLongerOffered(core, grant, now));
  const [votes, { decision, guards, window, basis }] = await Promise.all([
    core.requests.votesOf([request.id]),
    decideRequest(core, ask, now),
  ]);
  const entitlements = ask.items.map(({ entitlement }) => entitlement);
  const stands =
    grant.status === "scheduled"
      ? stillApproved(request, { decision, entitlements, wholeSeconds: ask.durationSeconds }, votes, now)
      : !isDenied(decision, grant);
  if (stands) return refuse("stands");
  const why = grant.status === "scheduled" ? "ineligible" : "revoked";
  const ended = await endGrants(core, [grant], () => why, now);
  const data = { because: "policy", policyNumber: basis.policy.number };
  const events = ended.events.map((event) => ({ ...event, data: { ...event.data, ...data } }));
  return ok({ transition: together({ ...ended, events }, transition({ guards, window })), value: null });
};

/** It is being retired, and was granted in the very moment in which that began: it ends like all that was found then. */
const noLongerOffered = async (core: Core, grant: Grant, now: Date): Promise<Decided<null>> => {
  const ended = await endGrants(
    core,
    [grant],
    ({ status }) => (status === "scheduled" ? "ineligible" : "revoked"),
    now,
  );
  return { transition: ended, value: null };
};

const isDenied = ({ items }: CombinedDecision, { entitlementId }: Grant): boolean =>
  items.some(
    ({ entitlementId: id, decision }) =>
      id === entitlementId &&
      decision.reasons.some(({ code }) => code === "denied_by_rule" || code === "denied_by_failed_condition"),
  );
