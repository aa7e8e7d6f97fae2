import type { AuditEvent } from "#core/domain/audit/event.ts";

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
export const csvLine = (event: AuditEvent): string => `${columns.map((name) => cell(event[name])).join(",")}\r\n`;

const cell = (value: unknown): string => {
  const text =
    value instanceof Date
      ? value.toISOString()
      : typeof value === "string"
        ? value
        : value === null || value === undefined
          ? ""
          : JSON.stringify(value);
  // A spreadsheet would run a cell that begins so as a formula (OWASP, CSV injection).
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};
