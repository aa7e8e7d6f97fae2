import { z } from "zod";
import { grantStatuses } from "#core/domain/grant/grant.ts";
import { requestStatuses } from "#core/domain/request/request.ts";
import { instant, namedEntitlement, personName } from "#server/api/schemas/parts.ts";

const outcome = z.enum(["deny", "auto-approve", "needs-approval"]);
const reason = z.looseObject({ code: z.string() });

export const decision = z.object({
  outcome,
  policyVersion: z.string(),
  items: z.array(
    z.object({
      entitlementId: z.string(),
      ruleId: z.string().nullable(),
      outcome,
      reasons: z.array(reason),
      improvement: z.looseObject({ outcome, ruleId: z.string() }).nullable(),
    }),
  ),
  stages: z.array(
    z.object({
      index: z.int(),
      need: z.int(),
      from: z.array(z.string()),
      approvers: z.array(personName),
      standIns: z
        .array(z.object({ by: personName, for: personName }))
        .describe("Who may vote for one of the approvers now; the vote counts as that approver's"),
      passed: z.boolean(),
      open: z.boolean().describe("Waiting for somebody now"),
      escalateTo: z.array(z.string()),
      escalated: z.boolean(),
      escalatesAt: instant.nullable(),
    }),
  ),
  ordered: z.boolean().describe("Stages are asked one after the other"),
  reasons: z.array(reason),
  maxDurationSeconds: z.number().nullable(),
  stepUp: z.boolean().describe("Deciding must be confirmed: begin a step-up first"),
  breakGlass: z.boolean(),
});

export const preview = z.object({
  decision,
  closed: z
    .enum(["revoker_silent", "target_overdue", "database_restored", "record_unproved", "clocks_disagree"])
    .nullable()
    .describe("Why nothing new is given there now, whatever policy says"),
});

export const request = z.object({
  id: z.string(),
  status: z.enum(requestStatuses),
  requester: personName,
  holder: personName,
  entitlements: z.array(namedEntitlement),
  durationSeconds: z.int(),
  justification: z.string().nullable().describe("Null for those who may know who, what and when, but not why"),
  ticket: z.string().nullable(),
  startsAt: instant.nullable(),
  extendsGrantId: z.string().nullable(),
  createdAt: instant,
  lapsesAt: instant,
  decidedAt: instant.nullable(),
  unreachableAt: instant.nullable().describe("Since when too few of those who can decide could be told"),
  untold: z
    .array(personName)
    .describe("Of those who can decide now, whoever could not be told over any of their channels"),
  digest: z.string().describe("Opaque; a vote carries the one that was shown"),
  decision,
  progress: z.array(z.object({ index: z.int(), need: z.int(), approvedBy: z.array(z.string()), passed: z.boolean() })),
  votes: z.array(
    z.object({
      id: z.string(),
      voter: personName,
      for: personName.nullable().describe("For whom the voter stood in"),
      counts: z.boolean().describe("False when the voter lost the right since, or what they approved of changed"),
      vote: z.enum(["approve", "deny"]),
      stage: z.int(),
      comment: z.string().nullable(),
      durationSeconds: z.int().nullable(),
      createdAt: instant,
    }),
  ),
  grants: z.array(
    z.object({
      id: z.string(),
      status: z.enum(grantStatuses),
      endReason: z.string().nullable(),
      entitlementId: z.string(),
      startsAt: instant.nullable(),
      expiresAt: instant.nullable(),
      endedAt: instant.nullable(),
    }),
  ),
  may: z.object({ vote: z.boolean(), voteFor: personName.nullable(), cancel: z.boolean() }),
});
