import type { ListAuditInput } from "#core/domain/audit/audit-input.ts";
import type { PageOf } from "#core/domain/page.ts";
import { ok, refuse } from "#core/domain/result.ts";
import type { UseCase } from "#core/ports/core.ts";
import { openedInMs, recordReading } from "#core/usecases/audit/record-reading.ts";
import { type AuditEventView, viewAuditEvents } from "#core/usecases/audit/view-audit-events.ts";

/** The record, newest first, for auditors. Reading it is recorded too, once per person, filter and quarter of an hour. */
export const listAuditEvents: UseCase<ListAuditInput, PageOf<AuditEventView>, "not_allowed"> = async (
  core,
  caller,
  { limit, cursor, automatic, ...filter },
) => {
  if (!caller.person.roles.includes("auditor")) return refuse("not_allowed");
  // What says of itself that nobody asked for it is believed only of somebody who has asked for it before.
  await recordReading(core, caller, "auditRead", JSON.stringify(filter), automatic ? openedInMs : undefined);
  const page = await core.audit.page(filter, { limit, cursor });
  return ok({ items: await viewAuditEvents(core, page.items), nextCursor: page.nextCursor });
};
