import { z } from "zod";
import { exportAccessAtInput } from "#core/domain/audit/audit-input.ts";
import { exportReportInput } from "#core/domain/report/report-input.ts";
import { exportAccessAt } from "#core/usecases/reports/export-access-at.ts";
import { exportReport } from "#core/usecases/reports/export-report.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";

/** Answers with a file: the document names media types and no schema. */
export const exportReportOperation = defineOperation({
  id: "exportReport",
  method: "GET",
  path: "/reports/{report}/export",
  summary: "One report over a window of time, as CSV, JSON or PDF",
  scope: "audit:read",
  roles: ["administrator", "reviewer", "auditor"],
  portalRoles: ["administrator", "reviewer", "auditor"],
  exports: true,
  files: ["text/csv", "application/json", "application/pdf"],
  input: exportReportInput,
  output: z.unknown(),
  useCase: exportReport,
  refusals: ["not_allowed"],
  example: { input: { report: "revocation-lag", format: "pdf", days: 30 }, output: null },
});

export const exportAccessAtOperation = defineOperation({
  id: "exportAccessAt",
  method: "GET",
  path: "/audit/access-at/export",
  summary: "Who had an entitlement, or what a person had, at an instant, as CSV, JSON or PDF",
  scope: "audit:read",
  roles: ["auditor"],
  portalRoles: ["auditor"],
  exports: true,
  files: ["text/csv", "application/json", "application/pdf"],
  input: exportAccessAtInput,
  output: z.unknown(),
  useCase: exportAccessAt,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { entitlementId: exampleIds.entitlement, at: examples.at("10:00:00"), format: "csv" },
    output: null,
  },
});
