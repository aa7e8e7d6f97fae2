import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { Core } from "#core/ports/core.ts";
import { type NamesById, namesById } from "#core/usecases/audit/names-by-id.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

/** An event with the names of what it is about. */
export interface AuditEventView extends AuditEvent {
  readonly actor: PersonName | null;
  readonly person: PersonName | null;
  readonly entitlement: string | null;
  /** Of a reading: what it was limited to, by id. What has no name is left out. */
  readonly names: NamesById;
}

/** In the order given. For callers who may read the record. */
export const viewAuditEvents = async (
  core: Core,
  events: readonly AuditEvent[],
): Promise<readonly AuditEventView[]> => {
  const [name, entitlements, names] = await Promise.all([
    namesOf(
      core,
      events.flatMap(({ actorId, personId }) => [actorId ?? [], personId ?? []].flat()),
    ),
    namedEntitlements(
      core,
      events.flatMap(({ entitlementId }) => entitlementId ?? []),
    ),
    namesById(core, events.flatMap(idsRead)),
  ]);
  return events.map((event) => ({
    ...event,
    actor: event.actorId && name(event.actorId),
    person: event.personId ? name(event.personId) : null,
    entitlement: entitlements.find(({ id }) => id === event.entitlementId)?.name ?? null,
    names: Object.fromEntries(idsRead(event).flatMap((id) => (names[id] === undefined ? [] : [[id, names[id]]]))),
  }));
};

/** The ids in what a reading looked at: `auditRead {"personId":"per_…"}`. */
const idsRead = ({ kind, data: { view } }: AuditEvent): readonly string[] =>
  (kind === "auditRead" || kind === "auditExported") && typeof view === "string"
    ? (view.match(/\b(per|ent|tgt)_[0-9a-hjkmnp-tv-z]{26}\b/g) ?? [])
    : [];
