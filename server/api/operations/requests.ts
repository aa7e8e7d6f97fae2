import type { z } from "zod";
import {
  listRequestsInput,
  previewRequestInput,
  requestIdInput,
  submitRequestInput,
  voteInput,
} from "#core/domain/request/request-input.ts";
import { cancelRequest } from "#core/usecases/cancel-request.ts";
import { listRequests } from "#core/usecases/list-requests.ts";
import { previewRequest } from "#core/usecases/preview-request.ts";
import { readRequest } from "#core/usecases/read-request.ts";
import { submitRequest } from "#core/usecases/submit-request.ts";
import { voteOnRequest } from "#core/usecases/vote-on-request.ts";
import { requesterOnly, voterOnly } from "#server/api/access.ts";
import { stepUpRefusals } from "#server/api/step-up-refusals.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { pageOf } from "#server/api/schemas/parts.ts";
import { preview, request } from "#server/api/schemas/request.ts";

const asked: z.input<typeof submitRequestInput> = {
  entitlementIds: [exampleIds.entitlement],
  durationSeconds: 7200,
  justification: "Customers report missing invoices, INC-4211",
  ticket: "INC-4211",
};

const readers = ["requester", "holder", "approver", "owner", "auditor", "administrator"] as const;

export const submitRequestOperation = defineOperation({
  id: "submitRequest",
  method: "POST",
  path: "/requests",
  summary: "Ask for access; policy answers at once or names who must decide",
  scope: "request:write",
  roles: ["anyone"],
  input: submitRequestInput,
  output: request,
  status: 201,
  useCase: submitRequest,
  refusals: [
    "unknown_entitlement",
    "unknown_person",
    "starts_in_past",
    "break_glass_now",
    ...stepUpRefusals,
    "grant_over",
    "account_taken",
    "revoker_silent",
    "clocks_disagree",
    "database_restored",
    "record_unproved",
    "target_overdue",
    "busy",
  ],
  example: { input: asked, output: examples.request },
});

export const previewRequestOperation = defineOperation({
  id: "previewRequest",
  method: "POST",
  path: "/requests/preview",
  summary: "What policy would answer, without asking; the reason may still be too short, or empty",
  scope: "request:read",
  roles: ["anyone"],
  input: previewRequestInput,
  output: preview,
  useCase: previewRequest,
  refusals: ["unknown_entitlement", "unknown_person", "starts_in_past", "break_glass_now"],
  example: { input: asked, output: { decision: examples.decision, closed: null } },
});

export const listRequestsOperation = defineOperation({
  id: "listRequests",
  method: "GET",
  path: "/requests",
  summary: "Requests that the caller may see, newest first",
  scope: "request:read",
  roles: ["anyone"],
  input: listRequestsInput,
  output: pageOf(request),
  useCase: listRequests,
  refusals: [],
  example: { input: { status: "pending", mine: "true" }, output: { items: [examples.request], nextCursor: null } },
});

export const readRequestOperation = defineOperation({
  id: "readRequest",
  method: "GET",
  path: "/requests/{requestId}",
  summary: "One request with its votes and grants",
  scope: "request:read",
  roles: readers,
  input: requestIdInput,
  output: request,
  useCase: readRequest,
  refusals: ["not_found"],
  example: { input: { requestId: exampleIds.request }, output: examples.approved },
});

export const voteOnRequestOperation = defineOperation({
  id: "voteOnRequest",
  method: "POST",
  path: "/requests/{requestId}/votes",
  summary: "Approve or deny, bound to the digest of what was shown",
  scope: "vote",
  roles: ["approver"],
  input: voteInput,
  output: request,
  access: voterOnly,
  useCase: voteOnRequest,
  refusals: [
    "not_found",
    "own_request",
    "not_pending",
    "lapsed",
    "stale",
    "already_voted",
    "not_your_turn",
    "longer_than_asked",
    ...stepUpRefusals,
    "grant_over",
    "account_taken",
    "revoker_silent",
    "clocks_disagree",
    "database_restored",
    "record_unproved",
    "target_overdue",
    "busy",
  ],
  example: {
    input: { requestId: exampleIds.request, vote: "approve", digest: examples.request.digest },
    output: examples.approved,
  },
});

export const cancelRequestOperation = defineOperation({
  id: "cancelRequest",
  method: "POST",
  path: "/requests/{requestId}/cancel",
  summary: "Take a pending request back",
  scope: "request:write",
  roles: ["requester"],
  input: requestIdInput,
  output: request,
  access: requesterOnly,
  useCase: cancelRequest,
  refusals: ["not_found", "not_allowed", "not_pending", "busy"],
  example: {
    input: { requestId: exampleIds.request },
    output: { ...examples.request, status: "cancelled", may: { vote: false, voteFor: null, cancel: false } },
  },
});
