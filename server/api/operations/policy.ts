import { z } from "zod";
import { checkPolicyInput, replayPolicyInput } from "#core/domain/policy/policy-input.ts";
import { checkPolicy } from "#core/usecases/policy/check-policy.ts";
import { replayPolicy } from "#core/usecases/policy/replay-policy.ts";
import { defineOperation } from "#server/api/operation.ts";
import { exampleReplay, replayReport } from "#server/api/schemas/replay.ts";

const document = "version: 1\nrules:\n  - id: nobody\n    then: { deny: Not today. }\n";
/** A policy of the greatest length, every character of it escaped. */
const policyBodyBytes = 2_097_152;

export const checkPolicyOperation = defineOperation({
  id: "checkPolicy",
  method: "POST",
  path: "/policy/check",
  summary: "What is wrong with a policy, by line and column, and whether its own tests pass",
  scope: "admin:read",
  roles: ["administrator", "reviewer"],
  portalRoles: ["administrator", "reviewer"],
  bodyLimitBytes: policyBodyBytes,
  input: checkPolicyInput,
  output: z.object({
    rules: z.int(),
    tests: z.array(z.object({ name: z.string(), passed: z.boolean(), differences: z.array(z.string()) })),
    problems: z.array(
      z.object({
        severity: z.enum(["error", "warning"]),
        code: z.string(),
        path: z.array(z.union([z.string(), z.number()])),
        offset: z.number().optional(),
        line: z.number().optional(),
        column: z.number().optional(),
        message: z.string(),
      }),
    ),
  }),
  useCase: checkPolicy,
  refusals: ["not_allowed"],
  example: { input: { document }, output: { rules: 1, tests: [], problems: [] } },
});

export const replayPolicyOperation = defineOperation({
  id: "replayPolicy",
  method: "POST",
  path: "/policy/replay",
  summary: "What a policy would have done to the requests of the last days, from the facts recorded with them",
  scope: "admin:read",
  roles: ["administrator", "reviewer", "auditor"],
  portalRoles: ["administrator", "reviewer", "auditor"],
  bodyLimitBytes: policyBodyBytes,
  input: replayPolicyInput,
  output: replayReport,
  useCase: replayPolicy,
  refusals: ["not_allowed", "invalid_policy"],
  example: {
    input: { document, days: 30 },
    output: exampleReplay,
  },
});
