import type { AccessAtInput } from "#core/domain/audit/audit-input.ts";
import type { AuditEvent } from "#core/domain/audit/event.ts";
import { accessFromEvents, type PastAccess } from "#core/domain/audit/access-from-events.ts";
import { erasedMark } from "#core/domain/audit/restore-personal-data.ts";
import type { EntitlementId, PersonId, RequestId } from "#core/domain/ids.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { Core, UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { namedEntitlements, type NamedEntitlement } from "#core/usecases/named-entitlements.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";

/** Access of the past with its names, and who approved it; nobody where policy alone did. */
interface PastAccessView extends Omit<PastAccess, "holderId" | "entitlementId" | "targetId"> {
  readonly holder: PersonName;
  readonly entitlement: NamedEntitlement;
  readonly approvedBy: readonly PersonName[];
}

export interface AccessAt {
  readonly at: Date;
  /** The person or the entitlement that was asked about, by its name, also where the answer is nobody. */
  readonly about: { readonly id: PersonId | EntitlementId; readonly name: string };
  readonly items: readonly PastAccessView[];
  /** Whether the table of grants, which is not evidence, tells the same. */
  readonly agrees: boolean;
}

/**
 * Who held an entitlement, or what a person held, at an instant: every access that may have existed then, told from the
 * record alone and held against the table of grants. Recorded once per question, whatever instants are looked at. "Nobody" is
 * never the answer about what the portal does not know: a mistyped id would prove something.
 */
export const accessAt: UseCase<AccessAtInput, AccessAt, "not_allowed" | "not_found"> = async (
  core,
  caller,
  { entitlementId, personId, at },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  const where = entitlementId ? { entitlementId } : personId ? { personId } : null;
  if (!where) throw new Error("accessAt needs an entitlement or a person");
  await recordReading(core, caller, "auditRead", JSON.stringify({ accessAt: "", ...where }));
  const [events, grants] = await Promise.all([core.audit.accessEvents(where, at), core.grants.at(where, at)]);
  if (events.length === 0 && !(await isKnown(core, where))) return refuse("not_found");
  const found = accessFromEvents(events, at);
  const told = new Set<string>(found.map(({ grantId }) => grantId));
  const agrees = grants.length === told.size && grants.every(({ id }) => told.has(id));
  return ok({ at, ...(await withNames(core, where, found)), agrees });
};

type Where = { readonly entitlementId: EntitlementId } | { readonly personId: PersonId };

const isKnown = async (core: Core, where: Where): Promise<boolean> =>
  "personId" in where
    ? (await core.people.find(where.personId)) !== null
    : (await core.catalogue.ofIds([where.entitlementId])).length > 0;

const withNames = async (
  core: Core,
  where: Where,
  found: readonly PastAccess[],
): Promise<Pick<AccessAt, "about" | "items">> => {
  const requestIds = [...new Set(found.map(({ requestId }) => requestId).filter((id) => id !== null))];
  const approversOf = await approversIn(core, requestIds);
  const [name, entitlements] = await Promise.all([
    namesOf(core, [
      ...("personId" in where ? [where.personId] : []),
      ...found.map(({ holderId }) => holderId),
      ...requestIds.flatMap(approversOf),
    ]),
    namedEntitlements(core, [
      ...("entitlementId" in where ? [where.entitlementId] : []),
      ...found.map(({ entitlementId }) => entitlementId),
    ]),
  ]);
  const entitlementOf = (wanted: EntitlementId) => entitlements.find(({ id }) => id === wanted);
  const items = found.map(({ holderId, entitlementId, targetId: _targetId, ...access }) => {
    const entitlement = entitlementOf(entitlementId);
    if (!entitlement) throw new Error(`${access.grantId}: its entitlement is missing`);
    return { ...access, holder: name(holderId), entitlement, approvedBy: approversOf(access.requestId).map(name) };
  });
  if ("personId" in where) return { about: name(where.personId), items };
  const { entitlementId: id } = where;
  return { about: { id, name: entitlementOf(id)?.name ?? id }, items };
};

/** Whose votes approved a request, as the event of its approval says; nobody where policy alone did. */
const approversIn = async (
  core: Core,
  requestIds: readonly RequestId[],
): Promise<(requestId: RequestId | null) => readonly PersonId[]> => {
  const approvals = await core.audit.ofRequests(requestIds, "requestApproved");
  const told = new Map(approvals.map(({ requestId, data }) => [requestId ?? null, data]));
  const isUntold = ({ by, approvedBy }: AuditEvent["data"]): boolean =>
    by === "approvers" && (!Array.isArray(approvedBy) || approvedBy.includes(erasedMark));
  const untold = requestIds.filter((id) => isUntold(told.get(id) ?? {}));
  // Where one of them was erased, and of before the event named them: everyone who ever voted for it, once.
  const votes = (await core.audit.ofRequests(untold, "voteCast")).filter(({ data }) => data["vote"] === "approve");
  return (requestId) => {
    const { approvedBy, ...rest } = told.get(requestId) ?? {};
    if (Array.isArray(approvedBy) && !isUntold({ approvedBy, ...rest })) return approvedBy as readonly PersonId[];
    return [...new Set(votes.filter((vote) => vote.requestId === requestId).flatMap(({ actorId }) => actorId ?? []))];
  };
};
