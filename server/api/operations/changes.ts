import { z } from "zod";
import {
  changeIdInput,
  changeKinds,
  decideChangeInput,
  listChangesInput,
  proposeChangeInput,
} from "#core/domain/change/change-input.ts";
import { decideChange } from "#core/usecases/changes/decide-change.ts";
import { listChanges } from "#core/usecases/changes/list-changes.ts";
import { proposeChange } from "#core/usecases/changes/propose-change.ts";
import { withdrawChange } from "#core/usecases/changes/withdraw-change.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { instant, pageOf, personName } from "#server/api/schemas/parts.ts";
import { unfitChanges } from "#server/api/change-refusals.ts";
import { stepUpRefusals } from "#server/api/step-up-refusals.ts";

/** A policy of the greatest length, every character of it escaped. */
const changeBodyBytes = 2_097_152;

const change = z.object({
  id: z.string(),
  kind: z.enum(changeKinds),
  status: z.enum(["proposed", "applied", "rejected", "withdrawn"]),
  summary: z.string(),
  payload: z.record(z.string(), z.unknown()).describe("What was proposed; secrets in it are sealed and not shown"),
  createdAt: instant,
  decidedAt: instant.nullable(),
  reason: z.string().nullable(),
  base: z.int().nullable().describe("The version of what it changes, as its author saw it; null for something new"),
  subject: z
    .object({ name: z.string(), before: z.record(z.string(), z.unknown()).nullable() })
    .nullable()
    .describe("What it is about, and how that stands while the change waits"),
  entitlements: z.array(z.object({ id: z.string(), name: z.string() })),
  people: z.array(personName),
  author: personName,
  decidedBy: personName.nullable(),
  mayDecide: z.boolean().describe("Whether the caller may reject it"),
  mayApprove: z.boolean().describe("Whether the caller may approve it"),
  gains: z.boolean().describe("Whether the caller would gain by it, and so cannot approve it"),
  mayWithdraw: z.boolean(),
  isStale: z.boolean().describe("What it changes has moved since: it must be proposed anew"),
  tests: z
    .array(z.object({ name: z.string(), passed: z.boolean(), differences: z.array(z.string()) }))
    .nullable()
    .describe("The tests that a proposed policy carries, run now"),
  mutual: z.int().describe("How often caller and author approved each other in the last 90 days"),
});

const exampleChange: z.input<typeof change> = {
  ...{ id: exampleIds.change, kind: "tags", status: "proposed", summary: "Orders belong to the platform team" },
  payload: { kind: "tags", resourceId: exampleIds.resource, tags: { env: "prod", team: "platform" } },
  ...{ createdAt: examples.at("09:00:00"), decidedAt: null, reason: null, base: 4 },
  subject: { name: "orders-db on orders", before: { tags: { env: "prod", team: "orders" } } },
  ...{ entitlements: [], people: [], author: examples.requester, decidedBy: null },
  ...{ mayDecide: false, mayApprove: false, gains: false, mayWithdraw: true, isStale: false, tests: null, mutual: 0 },
};

export const listChangesOperation = defineOperation({
  id: "listChanges",
  method: "GET",
  path: "/changes",
  summary: "Proposed and decided changes to whatever decisions and operations read, newest first",
  scope: "admin:read",
  roles: ["administrator", "reviewer", "auditor"],
  portalRoles: ["administrator", "reviewer", "auditor"],
  input: listChangesInput,
  output: pageOf(change),
  useCase: listChanges,
  refusals: ["not_allowed"],
  example: { input: { waiting: "true", limit: 30 }, output: { items: [exampleChange], nextCursor: null } },
});

export const proposeChangeOperation = defineOperation({
  id: "proposeChange",
  method: "POST",
  path: "/changes",
  summary: "Propose a change; it does nothing until somebody else has approved it",
  scope: "admin:write",
  roles: ["administrator"],
  portalRoles: ["administrator"],
  bodyLimitBytes: changeBodyBytes,
  input: proposeChangeInput,
  output: change,
  status: 201,
  useCase: proposeChange,
  refusals: ["not_allowed", ...unfitChanges, "busy"],
  example: {
    input: {
      summary: "Orders belong to the platform team",
      change: { kind: "tags", resourceId: exampleIds.resource, tags: { env: "prod", team: "platform" } },
    },
    output: exampleChange,
  },
});

export const decideChangeOperation = defineOperation({
  id: "decideChange",
  method: "POST",
  path: "/changes/{changeId}/decide",
  summary: "Approve or reject a change that somebody else wrote and one does not gain by; approving is confirmed",
  scope: "admin:write",
  roles: ["reviewer"],
  portalRoles: ["reviewer"],
  input: decideChangeInput,
  output: z.null(),
  useCase: decideChange,
  refusals: [
    "not_found",
    "not_allowed",
    "own_change",
    "not_proposed",
    ...stepUpRefusals,
    ...unfitChanges,
    "name_taken",
    "account_taken",
    "busy",
  ],
  example: {
    input: { changeId: exampleIds.change, decision: "reject", reason: "Belongs to the data team" },
    output: null,
  },
});

export const withdrawChangeOperation = defineOperation({
  id: "withdrawChange",
  method: "POST",
  path: "/changes/{changeId}/withdraw",
  summary: "Take one's own proposal back",
  scope: "admin:write",
  roles: ["administrator"],
  portalRoles: ["administrator"],
  input: changeIdInput,
  output: z.null(),
  useCase: withdrawChange,
  refusals: ["not_found", "not_allowed", "not_proposed", "busy"],
  example: { input: { changeId: exampleIds.change }, output: null },
});
