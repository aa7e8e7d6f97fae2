import type { AuditEvent } from "#core/domain/audit/event.ts";
import type { ListAuditInput } from "#core/domain/audit/audit-input.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { recordReading } from "#core/usecases/audit/record-reading.ts";
import { namesOf, type PersonName } from "#core/usecases/names-of.ts";
import { namedEntitlements } from "#core/usecases/named-entitlements.ts";

/** An event with the names of what it is about. */
export interface AuditEventView extends AuditEvent {
  readonly actor: PersonName | null;
  readonly person: PersonName | null;
  readonly entitlement: string | null;
}

/** The record, newest first, for auditors. Reading it is recorded too, once per person, filter and quarter of an hour. */
export const listAuditEvents: UseCase<ListAuditInput, PageOf<AuditEventView>, "not_allowed"> = async (
  core,
  caller,
  { limit, cursor, automatic, ...filter },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  if (!automatic) await recordReading(core, caller, "auditRead", JSON.stringify(filter));
  const page = await core.audit.page(filter, { limit, cursor });
  const ids = page.items.flatMap(({ actorId, personId }) => [actorId ?? [], personId ?? []].flat());
  const [name, entitlements] = await Promise.all([
    namesOf(core, ids),
    namedEntitlements(
      core,
      page.items.flatMap(({ entitlementId }) => entitlementId ?? []),
    ),
  ]);
  const items = page.items.map((event) => ({
    ...event,
    actor: event.actorId && name(event.actorId),
    person: event.personId ? name(event.personId) : null,
    entitlement: entitlements.find(({ id }) => id === event.entitlementId)?.name ?? null,
  }));
  return ok({ items, nextCursor: page.nextCursor });
};
