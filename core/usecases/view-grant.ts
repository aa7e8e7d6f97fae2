import { spanOf } from "#core/domain/grant/grant-steps.ts";
import type { Grant } from "#core/domain/grant/grant.ts";
import type { Holding } from "#core/domain/holding/holding.ts";
import type { Request } from "#core/domain/request/request.ts";
import type { ConnectorKind, ResidualBound } from "#core/ports/connector.ts";
import type { Caller, Core } from "#core/ports/core.ts";
import { namedEntitlements, type NamedEntitlement } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

/** A grant as one reader may see it. */
export interface GrantView extends Pick<
  Grant,
  | "id"
  | "status"
  | "endReason"
  | "requestId"
  | "durationSeconds"
  | "scheduledFor"
  | "startsAt"
  | "removeBy"
  | "readyAt"
  | "expiresAt"
  | "endingAt"
  | "endedAt"
  | "provedAt"
  | "credentialRevealedAt"
  | "createdAt"
> {
  readonly entitlementId: Grant["entitlementId"];
  readonly entitlement: NamedEntitlement;
  readonly holder: PersonName;
  /** The login at the target. */
  readonly account: string;
  /** Why the target has not confirmed yet, where it has not; for its holder and for those who look after targets. */
  readonly problem: string | null;
  /** `before`: the access was there before the grant. `left`: it still stands, now without one. */
  readonly standing: "before" | "left" | null;
  /** What the account left behind, kept at the target without rights. */
  readonly quarantined: readonly string[];
  /** How long access may outlive its removal at worst; null where nothing here knows the target's kind. */
  readonly residualBound: ResidualBound | null;
  readonly may: {
    readonly reveal: boolean;
    readonly extend: boolean;
    readonly return: boolean;
    readonly revoke: boolean;
  };
}

/** In the order given. For callers who may read them: `readableGrants` decides that. */
export const viewGrants = async (
  core: Core,
  caller: Caller,
  grants: readonly Grant[],
): Promise<readonly GrantView[]> => {
  const [targets, entitlements, holdings, name, mayRevoke] = await Promise.all([
    core.catalogue.targets(),
    namedEntitlements(
      core,
      grants.map(({ entitlementId }) => entitlementId),
    ),
    core.holdings.ofIds(grants.map(({ holdingId }) => holdingId)),
    namesOf(
      core,
      grants.map(({ holderId }) => holderId),
    ),
    revocable(core, caller, grants),
  ]);
  const kindOf = ({ targetId }: Grant): ConnectorKind | null => {
    const kind = targets.find(({ id }) => id === targetId)?.kind;
    return kind === undefined ? null : core.targets.kind(kind);
  };
  return grants.map((grant) => {
    const entitlement = entitlements.find(({ id }) => id === grant.entitlementId);
    const holding = holdings.find(({ id }) => id === grant.holdingId);
    if (!entitlement || !holding) throw new Error(`${grant.id}: its entitlement or holding is missing`);
    const kind = kindOf(grant);
    return {
      ...facts(grant, holding),
      standing: standingOf(grant, holding),
      entitlement,
      holder: name(grant.holderId),
      residualBound: kind?.residualBound ?? null,
      // A login of one's own has no secret to show.
      may: whatMay(grant, caller, mayRevoke, kind?.accounts === "membership"),
    };
  });
};

const standingOf = (grant: Grant, { standing, state }: Holding): GrantView["standing"] => {
  if (standing !== true) return null;
  if (grant.status === "ended") return state === "present" ? "left" : null;
  return "before";
};

const facts = (grant: Grant, { account, lastError, quarantined }: Holding) => ({
  id: grant.id,
  status: grant.status,
  endReason: grant.endReason,
  requestId: grant.requestId,
  entitlementId: grant.entitlementId,
  durationSeconds: grant.durationSeconds,
  scheduledFor: grant.scheduledFor,
  ...spanOf(grant),
  removeBy: grant.removeBy,
  readyAt: grant.readyAt,
  endingAt: grant.endingAt,
  endedAt: grant.endedAt,
  provedAt: grant.provedAt,
  credentialRevealedAt: grant.credentialRevealedAt,
  createdAt: grant.createdAt,
  account,
  problem: grant.status === "activating" || grant.status === "ending" ? lastError : null,
  quarantined,
});

const open = new Set(["scheduled", "activating", "active"]);

const whatMay = (
  grant: Grant,
  { person }: Caller,
  mayRevoke: (grant: Grant) => boolean,
  isShared: boolean,
): GrantView["may"] => {
  const own = grant.holderId === person.id;
  const active = grant.status === "active";
  return {
    reveal: own && active && !isShared,
    extend: own && active,
    return: own && open.has(grant.status),
    revoke: !own && open.has(grant.status) && mayRevoke(grant),
  };
};

/** Administrators, whoever decides or decided the request, and the owners of the resource may end access of others. */
export const revocable = async (
  core: Core,
  { person }: Caller,
  grants: readonly Grant[],
): Promise<(grant: Grant) => boolean> => {
  if (person.roles.includes("administrator")) return () => true;
  const requestIds = [...new Set(grants.map(({ requestId }) => requestId))];
  const [requests, votes, entitlements, basis] = await Promise.all([
    Promise.all(requestIds.map((id) => core.requests.find(id))),
    core.requests.votesOf(requestIds),
    namedEntitlements(
      core,
      grants.map(({ entitlementId }) => entitlementId),
    ),
    core.policies.basis(),
  ]);
  const names = (request: Request | null) => request?.approverIds.includes(person.id) ?? false;
  const groups = basis.groupsOf(person.id);
  return (grant) =>
    names(requests.find((request) => request?.id === grant.requestId) ?? null) ||
    votes.some((vote) => vote.requestId === grant.requestId && vote.voterId === person.id) ||
    entitlements.some(
      ({ id, ownerGroup }) => id === grant.entitlementId && !!ownerGroup && groups.includes(ownerGroup),
    );
};
