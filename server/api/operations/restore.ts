import { z } from "zod";
import { noInput } from "#core/domain/no-input.ts";
import { acknowledgeRestoreInput } from "#core/domain/restore/restore-input.ts";
import { acknowledgeRestore } from "#core/usecases/restore/acknowledge-restore.ts";
import { readRestore } from "#core/usecases/restore/read-restore.ts";
import { examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant } from "#server/api/schemas/parts.ts";

export const readRestoreOperation = defineOperation({
  id: "readRestore",
  method: "GET",
  path: "/restore",
  summary: "Whether this database was found to be a restored or copied one, and what is left to be done about it",
  scope: "admin:read",
  roles: ["administrator", "auditor", "reviewer"],
  portalRoles: ["administrator", "auditor", "reviewer"],
  input: noInput,
  output: z.object({
    restored: z.boolean().describe("It was found, and nobody has acknowledged it: nothing is given"),
    foundAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    trouble: z.enum(["behind", "forked"]).nullable().describe("What a witness says against this database now"),
    ending: z.int().describe("Accesses that their targets have not confirmed to be gone"),
  }),
  useCase: readRestore,
  refusals: ["not_allowed"],
  example: {
    input: {},
    output: { restored: true, foundAt: examples.at("09:00:00"), acknowledgedAt: null, trouble: "behind", ending: 2 },
  },
});

export const acknowledgeRestoreOperation = defineOperation({
  id: "acknowledgeRestore",
  method: "POST",
  path: "/restore/acknowledge",
  summary: "Say that the portal goes on from this copy, so that it gives access again",
  scope: "admin:write",
  roles: ["administrator"],
  portalRoles: ["administrator"],
  input: acknowledgeRestoreInput,
  output: z.null(),
  useCase: acknowledgeRestore,
  refusals: ["not_allowed", "not_restored", "record_contested", "busy"],
  example: { input: { reason: "The disk of Tuesday is lost; this is the backup of Monday, INC-4212" }, output: null },
});
