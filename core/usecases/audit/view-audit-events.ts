import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

/** An event with the names of what it is about. */
export interface AuditEventView extends AuditEvent {
  readonly actor: PersonName | null;
  readonly person: PersonName | null;
  readonly entitlement: string | null;
}

/** In the order given. For callers who may read the record. */
export const viewAuditEvents = async (
  core: Core,
  events: readonly AuditEvent[],
): Promise<readonly AuditEventView[]> => {
  const [name, entitlements] = await Promise.all([
    namesOf(
      core,
      events.flatMap(({ actorId, personId }) => [actorId ?? [], personId ?? []].flat()),
    ),
    namedEntitlements(
      core,
      events.flatMap(({ entitlementId }) => entitlementId ?? []),
    ),
  ]);
  return events.map((event) => ({
    ...event,
    actor: event.actorId && name(event.actorId),
    person: event.personId ? name(event.personId) : null,
    entitlement: entitlements.find(({ id }) => id === event.entitlementId)?.name ?? null,
  }));
};
