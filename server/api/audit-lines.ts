import type { AuditEvent } from "#core/domain/audit/event.ts";
import { csvCell } from "#server/csv-cell.ts";

const columns = [
  "position",
  "at",
  "kind",
  "via",
  "actorId",
  "personId",
  "requestId",
  "grantId",
  "entitlementId",
  "targetId",
  "correlationId",
  "data",
] as const;

/** One line of JSON, keys always in the same order. */
export const jsonLine = (event: AuditEvent): string =>
  `${JSON.stringify(Object.fromEntries(columns.map((name) => [name, event[name] ?? null])))}\n`;

export const csvHeader = `${columns.join(",")}\r\n`;

/** RFC 4180. */
export const csvLine = (event: AuditEvent): string => `${columns.map((name) => csvCell(event[name])).join(",")}\r\n`;
