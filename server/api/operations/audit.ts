import { accessAtInput, auditEventInput, exportAuditInput, listAuditInput } from "#core/domain/audit/audit-input.ts";
import { accessAt } from "#core/usecases/audit/access-at.ts";
import { exportAuditEvents } from "#core/usecases/audit/export-audit-events.ts";
import { listAuditEvents } from "#core/usecases/audit/list-audit-events.ts";
import { readAuditEvent } from "#core/usecases/audit/read-audit-event.ts";
import { exampleIds, examples } from "#server/api/examples.ts";
import { defineOperation } from "#server/api/operation.ts";
import { accessAt as accessAtOutput, auditEvent, auditEventDetail } from "#server/api/schemas/audit.ts";
import { pageOf } from "#server/api/schemas/parts.ts";
import { z } from "zod";

const readers = { scope: "audit:read", roles: ["auditor"], portalRoles: ["auditor"] } as const;

const exampleEvent = {
  position: "4711",
  at: examples.at("09:05:01"),
  kind: "grantActivated",
  via: "ticker",
  correlationId: "7d0f4a3e-8b1c-4c6d-9e2f-1a5b3c7d9e0f",
  actorId: null,
  personId: exampleIds.person,
  requestId: exampleIds.request,
  grantId: exampleIds.grant,
  entitlementId: exampleIds.entitlement,
  targetId: exampleIds.target,
  data: { from: "activating", to: "active" },
  actor: null,
  person: examples.requester,
  entitlement: "read on orders-db",
  names: {},
} as const;

export const listAuditEventsOperation = defineOperation({
  id: "listAuditEvents",
  method: "GET",
  path: "/audit/events",
  summary: "The record, newest first; reading it is recorded too",
  ...readers,
  input: listAuditInput,
  output: pageOf(auditEvent),
  useCase: listAuditEvents,
  refusals: ["not_allowed"],
  example: {
    input: { grantId: exampleIds.grant, limit: 50 },
    output: {
      items: [exampleEvent],
      nextCursor: null,
    },
  },
});

export const readAuditEventOperation = defineOperation({
  id: "readAuditEvent",
  method: "GET",
  path: "/audit/events/{position}",
  summary: "One event, its neighbours, and the decision behind it made again from what was recorded",
  ...readers,
  input: auditEventInput,
  output: auditEventDetail,
  useCase: readAuditEvent,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { position: "4711" },
    output: {
      event: exampleEvent,
      before: [],
      after: [],
      replay: {
        requestId: exampleIds.request,
        policyNumber: 3,
        recorded: examples.decision,
        replayed: examples.decision,
        differences: [],
        unknown: [],
        bound: true,
        erasedAt: null,
        outcome: "same",
      },
      shown: null,
      proof: { index: 4710, size: 5000, witnessed: true },
    },
  },
});

export const accessAtOperation = defineOperation({
  id: "accessAt",
  method: "GET",
  path: "/audit/access-at",
  summary: "Who had an entitlement, or what a person had, at an instant",
  ...readers,
  input: accessAtInput,
  output: accessAtOutput,
  useCase: accessAt,
  refusals: ["not_allowed", "not_found"],
  example: {
    input: { entitlementId: exampleIds.entitlement, at: examples.at("10:00:00") },
    output: {
      at: examples.at("10:00:00"),
      about: { id: exampleIds.entitlement, name: examples.grant.entitlement.name },
      items: [
        {
          grantId: exampleIds.grant,
          requestId: exampleIds.request,
          holder: examples.requester,
          entitlement: examples.grant.entitlement,
          account: examples.grant.account,
          state: "active",
          from: examples.at("09:05:00"),
          readyAt: examples.at("09:05:01"),
          until: examples.at("11:05:01"),
          goneAt: examples.at("10:12:03"),
          unverifiedAt: null,
          endReason: "returned",
          began: "4709",
          gone: "4720",
          unverified: null,
          approvedBy: [{ id: exampleIds.approver, name: "Ana Lindqvist" }],
        },
      ],
      agrees: true,
    },
  },
});

/** Streams: its output is lines of JSON or CSV, so the document names media types and no schema. */
export const exportAuditEventsOperation = defineOperation({
  id: "exportAuditEvents",
  method: "GET",
  path: "/audit/export",
  summary: "The record, oldest first, as a stream of lines",
  ...readers,
  exports: true,
  files: ["application/jsonl", "text/csv"],
  input: exportAuditInput,
  output: z.unknown(),
  useCase: exportAuditEvents,
  refusals: ["not_allowed"],
  example: { input: { format: "jsonl" }, output: null },
});
