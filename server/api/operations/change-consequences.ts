import { z } from "zod";
import { changeIdInput, replayChangeInput } from "#core/domain/change/change-input.ts";
import { grantStatuses } from "#core/domain/grant/grant.ts";
import { requestStatuses } from "#core/domain/request/request.ts";
import { readConsequences } from "#core/usecases/changes/read-consequences.ts";
import { replayChange } from "#core/usecases/changes/replay-change.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { unfitChanges } from "#server/api/change-refusals.ts";
import { personName } from "#server/api/schemas/parts.ts";
import { exampleReplay, replayReport } from "#server/api/schemas/replay.ts";

const duties = ["administrator", "reviewer", "auditor"] as const;
const refusals = [
  "not_allowed",
  "not_found",
  "not_proposed",
  ...unfitChanges,
  "name_taken",
  "account_taken",
  "busy",
] as const;

const several = z.object({ people: z.array(personName), count: z.int() }).describe("The first of them, and how many");
const lookedAt = z.int().describe("How many were judged as they are and as they would be");
const isComplete = z.boolean().describe("False where there are more than were looked at");

const consequences = z.object({
  reach: z
    .enum(["answers", "standing", "nothing"])
    .describe("Whether policy can answer otherwise, only what was given can fall, or no decision reads it"),
  requests: z.object({
    lookedAt,
    isComplete,
    changed: z.array(
      z.object({
        requestId: z.string(),
        requester: personName,
        holder: personName,
        entitlements: z.array(z.string()),
        becomes: z.enum([...requestStatuses, "asked-otherwise"]),
        votesLost: z.int().describe("Approvals that count now and would not"),
        gain: several,
        lose: several,
      }),
    ),
  }),
  grants: z.object({
    lookedAt,
    isComplete,
    ended: z.array(
      z.object({
        grantId: z.string(),
        requestId: z.string(),
        holder: personName,
        entitlement: z.string(),
        status: z.enum(grantStatuses).describe("As it is now"),
        endReason: z.string().nullable(),
      }),
    ),
  }),
  approvers: z.array(
    z.object({
      of: z.union([z.string(), z.object({ ownersOf: z.string() }), z.object({ managerOf: personName })]),
      gain: several,
      lose: several,
    }),
  ),
});

const nobody = { people: [], count: 0 };
const exampleConsequences: z.input<typeof consequences> = {
  reach: "answers",
  requests: {
    ...{ lookedAt: 4, isComplete: true },
    changed: [
      {
        ...{ requestId: exampleIds.request, requester: examples.requester, holder: examples.requester },
        ...{ entitlements: ["write orders-db"], becomes: "asked-otherwise", votesLost: 1 },
        ...{ gain: { people: [examples.requester], count: 1 }, lose: nobody },
      },
    ],
  },
  grants: { lookedAt: 12, isComplete: true, ended: [] },
  approvers: [{ of: "group:data", gain: { people: [examples.requester], count: 1 }, lose: nobody }],
};

export const readConsequencesOperation = defineOperation({
  id: "readChangeConsequences",
  method: "GET",
  path: "/changes/{changeId}/consequences",
  summary: "What the approval of a waiting change would do now, to requests, to grants and to who can decide",
  scope: "admin:read",
  roles: [...duties],
  portalRoles: [...duties],
  input: changeIdInput,
  output: consequences,
  useCase: readConsequences,
  refusals: [...refusals],
  example: { input: { changeId: exampleIds.change }, output: exampleConsequences },
});

export const replayChangeOperation = defineOperation({
  id: "replayChange",
  method: "GET",
  path: "/changes/{changeId}/replay",
  summary: "What a waiting change would have done to the requests of the last days, from the facts recorded with them",
  scope: "admin:read",
  roles: [...duties],
  portalRoles: [...duties],
  input: replayChangeInput,
  output: replayReport,
  useCase: replayChange,
  refusals: [...refusals],
  example: { input: { changeId: exampleIds.change, days: 30 }, output: exampleReplay },
});
