import type { Grant } from "#core/domain/grant/grant.ts";
import type { NoticeState } from "#core/domain/notice/audience-of.ts";
import type { NoticeFacts } from "#core/domain/notice/message.ts";
import type { Notice } from "#core/domain/notice/notice.ts";
import type { PersonId } from "#core/domain/ids.ts";
import { statusAt } from "#core/domain/request/request.ts";
import type { Core } from "#core/ports/core.ts";
import { namesOf } from "#core/usecases/names-of.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

type Named = Pick<NoticeState, "request" | "grant" | "change"> & Pick<Notice, "personId">;

/** The same by name, for what is read by one person or, with null, by many: of many at once. A handful of queries, however many. */
export const noticeFacts = async (
  core: Core,
  states: readonly Named[],
  readerId: PersonId | null,
  now: Date,
): Promise<readonly NoticeFacts[]> => {
  const people = states.flatMap(({ request, change, personId }) => [
    ...(personId ? [personId] : []),
    ...(request ? [request.requesterId, request.holderId] : []),
    ...(change ? [change.authorId] : []),
  ]);
  const wanted = states.flatMap(({ request, grant }) => [
    ...(request?.entitlementIds ?? []),
    ...(grant ? [grant.entitlementId] : []),
  ]);
  const approved = states.flatMap(({ request }) => (request?.status === "approved" ? [request.id] : []));
  const [name, entitlements, grants] = await Promise.all([
    namesOf(core, people),
    namedEntitlements(core, wanted),
    approved.length === 0 ? [] : core.grants.ofRequests(approved),
  ]);
  const named = new Map<string, string>(entitlements.map((each) => [each.id, each.name]));
  return states.map(({ request, grant, change, personId }) => ({
    person: personId && { name: name(personId).name, isReader: personId === readerId },
    request: request && {
      ...request,
      status: statusAt(request, now),
      requester: name(request.requesterId).name,
      holder: name(request.holderId).name,
      entitlements: request.entitlementIds.map((id) => named.get(id) ?? id),
      extension: request.extendsGrantId !== null,
      stepUp: request.decision.stepUp,
      endsAt: latestEnd(grants.filter(({ requestId }) => requestId === request.id)),
    },
    grant: grant && { ...grant, entitlement: named.get(grant.entitlementId) ?? grant.entitlementId },
    change: change && { ...change, author: name(change.authorId).name },
  }));
};

const latestEnd = (grants: readonly Grant[]): Date | null =>
  grants
    .filter(({ status }) => status !== "ending" && status !== "ended")
    .map(({ expiresAt, removeBy }) => expiresAt ?? removeBy)
    .reduce<Date | null>((latest, at) => (at !== null && (latest === null || at > latest) ? at : latest), null);
