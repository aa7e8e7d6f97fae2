import type { AuditEvent } from "#core/domain/audit/event.ts";

/** Whether an event of an end says that the target was never asked (its target was retired by two administrators). */
export const isUnverifiedEnd = ({ data }: Pick<AuditEvent, "data">): boolean => data["endReason"] === "unverified";
