import { z } from "zod";
import { exportEvidenceInput } from "#core/domain/evidence/evidence-input.ts";
import { exportEvidence } from "#core/usecases/evidence/export-evidence.ts";
import { defineOperation } from "#server/api/operation.ts";

/** Answers with a zip that is made while it is sent. */
export const exportEvidenceOperation = defineOperation({
  id: "exportEvidence",
  method: "GET",
  path: "/audit/evidence",
  summary: "Rows, receipts, policy versions and the log as one checkpoint covers them, mapped to controls, as a zip",
  scope: "audit:read",
  roles: ["auditor"],
  portalRoles: ["auditor"],
  exports: true,
  files: ["application/zip"],
  input: exportEvidenceInput,
  output: z.unknown(),
  useCase: exportEvidence,
  refusals: ["not_allowed", "not_found", "too_large"],
  example: { input: { size: 4711, from: "2026-01-01", to: "2026-03-31" }, output: null },
});
