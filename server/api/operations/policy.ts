import { z } from "zod";
import { checkPolicyInput, replayPolicyInput } from "#core/domain/policy/policy-input.ts";
import { replayKinds } from "#core/domain/policy/replay-candidate.ts";
import { checkPolicy } from "#core/usecases/policy/check-policy.ts";
import { replayPolicy } from "#core/usecases/policy/replay-policy.ts";
import { exampleIds } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant } from "#server/api/schemas/parts.ts";

const document = "version: 1\nrules:\n  - id: nobody\n    then: { deny: Not today. }\n";
/** A policy of the greatest length, every character of it escaped. */
const policyBodyBytes = 2_097_152;

const outcome = z.enum(["deny", "auto-approve", "needs-approval"]);
const answer = z.object({
  outcome,
  stages: z.array(z.object({ need: z.int(), from: z.array(z.string()) })),
});

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
  output: z.object({
    days: z.int(),
    since: instant,
    counts: z
      .object(
        Object.fromEntries(replayKinds.map((kind) => [kind, z.int()])) as Record<
          (typeof replayKinds)[number],
          z.ZodInt
        >,
      )
      .nullable()
      .describe("How many requests were answered again, by what came of it; null on later pages"),
    differences: z.array(
      z.object({
        requestId: z.string(),
        at: instant,
        kind: z.enum(replayKinds).exclude(["same"]),
        requester: z.string(),
        holder: z.string(),
        entitlements: z.array(z.string()),
        durationSeconds: z.number(),
        was: answer,
        would: answer.extend({ rules: z.array(z.string()), reasons: z.array(z.looseObject({ code: z.string() })) }),
        unknown: z.array(z.string()).describe("What the policy asks that was not recorded"),
      }),
    ),
    nextCursor: z.string().nullable(),
  }),
  useCase: replayPolicy,
  refusals: ["not_allowed", "invalid_policy"],
  example: {
    input: { document, days: 30 },
    output: {
      days: 30,
      since: "2026-02-01T09:00:00.000Z",
      counts: { same: 41, denied: 1, "needs-approval": 0, "auto-approve": 0, "routed-otherwise": 0, unknown: 0 },
      differences: [
        {
          requestId: exampleIds.request,
          at: "2026-03-02T09:00:00.000Z",
          kind: "denied",
          requester: "Ines Duarte",
          holder: "Ines Duarte",
          entitlements: ["read orders-db"],
          durationSeconds: 3600,
          was: { outcome: "auto-approve", stages: [] },
          would: {
            outcome: "deny",
            stages: [],
            rules: ["nobody"],
            reasons: [{ code: "denied_by_rule", ruleId: "nobody", message: "Not today." }],
          },
          unknown: [],
        },
      ],
      nextCursor: null,
    },
  },
});
