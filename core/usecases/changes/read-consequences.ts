import type { Change } from "#core/domain/change/change.ts";
import { type Reach, reachOf } from "#core/domain/change/reach.ts";
import type { EndReason, GrantStatus } from "#core/domain/grant/grant.ts";
import type { ChangeId, GrantId, PersonId, RequestId } from "#core/domain/ids.ts";
import type { RequestConsequence } from "#core/domain/request/request-consequence.ts";
import { ok } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { type Consequences, consequencesOf } from "#core/usecases/changes/consequences-of.ts";
import { supposeChange, type SupposeRefusal } from "#core/usecases/changes/suppose-change.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

/** The first of some people by name, and how many they are. */
interface Several {
  readonly people: readonly PersonName[];
  readonly count: number;
}

export interface ChangeConsequences {
  readonly reach: Reach;
  /** `isComplete` is false where there are more than were looked at. */
  readonly requests: {
    readonly lookedAt: number;
    readonly isComplete: boolean;
    readonly changed: readonly ChangedRequest[];
  };
  readonly grants: { readonly lookedAt: number; readonly isComplete: boolean; readonly ended: readonly EndedGrant[] };
  readonly approvers: readonly {
    readonly of: string | { readonly ownersOf: string } | { readonly managerOf: PersonName };
    readonly gain: Several;
    readonly lose: Several;
  }[];
}

interface ChangedRequest extends Pick<RequestConsequence, "becomes" | "votesLost"> {
  readonly requestId: RequestId;
  readonly requester: PersonName;
  readonly holder: PersonName;
  readonly entitlements: readonly string[];
  readonly gain: Several;
  readonly lose: Several;
}

interface EndedGrant {
  readonly grantId: GrantId;
  readonly requestId: RequestId;
  readonly holder: PersonName;
  readonly entitlement: string;
  readonly status: GrantStatus;
  readonly endReason: EndReason | null;
}

/** No more names than anybody reads; the rest are counted. */
const namesShown = 20;

/** What the approval of a waiting proposal would do, in words that its reviewer reads. */
export const readConsequences: UseCase<{ changeId: ChangeId }, ChangeConsequences, SupposeRefusal> = async (
  core,
  caller,
  { changeId },
) => {
  const found = await supposeChange(core, caller, changeId);
  if (!found.ok) return found;
  return ok(await view(core, found.value.change, await consequencesOf(core, found.value)));
};

const view = async (
  core: Core,
  { kind }: Change,
  { requests, grants, approvers }: Consequences,
): Promise<ChangeConsequences> => {
  const entitlements = await namedEntitlements(core, [
    ...requests.changed.flatMap(([{ entitlementIds }]) => entitlementIds),
    ...grants.ended.map(([{ entitlementId }]) => entitlementId),
  ]);
  const entitlement = (id: string): string => entitlements.find((each) => each.id === id)?.name ?? id;
  const first = (ids: readonly string[]) => ids.slice(0, namesShown) as PersonId[];
  const name = await namesOf(core, [
    ...requests.changed.flatMap(([{ requesterId, holderId }]) => [requesterId, holderId]),
    ...requests.changed.flatMap(([, { gain, lose }]) => [...first(gain), ...first(lose)]),
    ...grants.ended.map(([{ holderId }]) => holderId),
    ...approvers.flatMap(({ gain, lose }) => [...first(gain), ...first(lose)]),
    ...approvers.flatMap(({ of }) => (isOfManaged(of) ? [of.managerOf as PersonId] : [])),
  ]);
  const several = (ids: readonly string[]): Several => ({ people: first(ids).map(name), count: ids.length });
  return {
    reach: reachOf[kind],
    requests: {
      ...requests,
      changed: requests.changed.map(([request, { becomes, votesLost, gain, lose }]) => ({
        requestId: request.id,
        requester: name(request.requesterId),
        holder: name(request.holderId),
        entitlements: request.entitlementIds.map(entitlement),
        ...{ becomes, votesLost, gain: several(gain), lose: several(lose) },
      })),
    },
    grants: {
      ...grants,
      ended: grants.ended.map(([{ id: grantId, requestId, holderId, entitlementId, status }, endReason]) => ({
        ...{ grantId, requestId, holder: name(holderId), entitlement: entitlement(entitlementId), status, endReason },
      })),
    },
    approvers: approvers.map(({ of, gain, lose }) => ({
      of: isOfManaged(of) ? { managerOf: name(of.managerOf as PersonId) } : of,
      ...{ gain: several(gain), lose: several(lose) },
    })),
  };
};

type Of = Consequences["approvers"][number]["of"];

const isOfManaged = (of: Of): of is Extract<Of, { readonly managerOf: string }> =>
  typeof of === "object" && "managerOf" in of;
