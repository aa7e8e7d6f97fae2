import { z } from "zod";
import { targetIdInput } from "#core/domain/catalogue/catalogue-input.ts";
import { askScan } from "#core/usecases/drift/ask-scan.ts";
import { readStanding } from "#core/usecases/drift/read-standing.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant } from "#server/api/schemas/parts.ts";

const finding = z.object({
  ...{ id: z.string(), account: z.string(), entitlementId: z.string(), entitlement: z.string(), foundAt: instant },
  mark: z
    .enum(["none", "going", "unknown"])
    .describe(
      "none: no portal gave it; going: this portal did, and removes it; unknown: its mark names nothing known here",
    ),
  known: z.string().nullable().describe("Why it is let stand, where a reviewed change says so"),
  isNamesake: z
    .boolean()
    .describe("Another account had this login when it was given this here: its name may still let this one in"),
  triedAt: instant.nullable().describe("When it was last tried to take it away"),
  error: z.string().nullable().describe("Why that failed"),
});

export const readStandingOperation = defineOperation({
  id: "readStanding",
  method: "GET",
  path: "/targets/{targetId}/standing",
  summary: "Access at a target that no live grant explains, as of the last whole comparison; the newest hundred",
  scope: "admin:read",
  roles: ["administrator", "auditor", "reviewer"],
  portalRoles: ["administrator", "auditor", "reviewer"],
  input: targetIdInput,
  output: z.object({
    scan: z
      .object({
        ...{ scannedAt: instant.nullable(), holders: z.int().nullable(), isDue: z.boolean() },
        error: z.string().nullable().describe("Why the last comparison was not whole: then nothing follows from it"),
      })
      .nullable(),
    count: z.int().describe("Without those that are known"),
    items: z.array(finding),
  }),
  useCase: readStanding,
  refusals: ["not_allowed"],
  example: {
    input: { targetId: exampleIds.target },
    output: {
      scan: { scannedAt: examples.at("09:40:00"), holders: 41, isDue: false, error: null },
      count: 1,
      items: [
        {
          ...{ id: "std_01k9zq3v5x8r2m4n6p7s9t0w1y", account: "old_report_job", entitlementId: exampleIds.entitlement },
          ...{ entitlement: "read on orders-db", foundAt: examples.at("09:40:00"), mark: "none", known: null },
          ...{ isNamesake: false, triedAt: null, error: null },
        },
      ],
    },
  },
});

export const askScanOperation = defineOperation({
  id: "askScan",
  method: "POST",
  path: "/targets/{targetId}/standing/scan",
  summary: "Have a target compared with what was granted within seconds, rather than when it is due",
  scope: "admin:write",
  roles: ["administrator"],
  portalRoles: ["administrator"],
  input: targetIdInput,
  output: z.null(),
  useCase: askScan,
  refusals: ["not_allowed", "not_found"],
  example: { input: { targetId: exampleIds.target }, output: null },
});
