import { z } from "zod";
import { eventKinds } from "#core/domain/audit/event.ts";
import { instant, namedEntitlement, personName } from "#server/api/schemas/parts.ts";
import { decision } from "#server/api/schemas/request.ts";

export const auditEvent = z.object({
  position: z.string(),
  at: instant,
  kind: z.enum(eventKinds),
  via: z.enum(["browser", "api", "cron", "ticker", "console", "chat"]),
  correlationId: z.string(),
  actorId: z.string().nullable(),
  personId: z.string().optional(),
  requestId: z.string().optional(),
  grantId: z.string().optional(),
  entitlementId: z.string().optional(),
  targetId: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
  actor: personName.nullable(),
  person: personName.nullable(),
  entitlement: z.string().nullable(),
  names: z.record(z.string(), z.string()).describe("Of a reading: what it was limited to is called, by id"),
});

/** What the record alone says existed at an instant. */
const pastAccess = z.object({
  grantId: z.string(),
  requestId: z.string().nullable(),
  holder: personName,
  entitlement: namedEntitlement,
  account: z.string().nullable().describe("The login at the target"),
  state: z
    .enum(["activating", "active", "ending", "unverified"])
    .describe("How it stood at that instant; unverified: over, and no target had confirmed by then that it was gone"),
  from: instant.describe("When the obligation was committed"),
  readyAt: instant.nullable(),
  until: instant.nullable().describe("The deadline as it was known at that instant"),
  goneAt: instant.nullable().describe("When the target confirmed that it was gone"),
  unverifiedAt: instant
    .nullable()
    .describe(
      "When it was taken for over without that, because its target was retired; null for all others. With goneAt: that target was heard again then",
    ),
  endReason: z.string().nullable(),
  began: z.string().describe("Position of the event that proves the beginning"),
  gone: z.string().nullable().describe("Position of the event that proves the end"),
  unverified: z.string().nullable().describe("Position of the event that says that the end was accepted unproved"),
  approvedBy: z.array(personName).describe("Nobody where policy alone did"),
});

export const accessAt = z.object({
  at: instant,
  about: z.object({ id: z.string(), name: z.string() }).describe("The person or the entitlement that was asked about"),
  items: z.array(pastAccess),
  agrees: z.boolean().describe("Whether the table of grants, which is not evidence, tells the same"),
});

const replay = z.object({
  requestId: z.string(),
  policyNumber: z.int(),
  recorded: decision,
  replayed: decision.nullable(),
  differences: z.array(z.string()).describe("Where the two differ, as JSON pointers"),
  unknown: z.array(z.string()),
  bound: z.boolean().nullable().describe("Whether decision and inputs are those whose digest the record carries"),
  erasedAt: instant.nullable().describe("When a person's data was erased from the inputs; then `bound` is null"),
  outcome: z.enum(["same", "differs", "policy-missing", "policy-does-not-compile", "inputs-erased"]),
});

export const auditEventDetail = z.object({
  event: auditEvent,
  before: z.array(auditEvent),
  after: z.array(auditEvent),
  replay: replay.nullable(),
  shown: z
    .object({
      position: z.string().nullable().describe("The event that fixed it; null where no event of the record did"),
      at: instant.nullable(),
      policyNumber: z.int().nullable(),
    })
    .nullable()
    .describe("Of a vote: what the voter was shown, by the digest that both carry"),
  proof: z
    .object({
      index: z.int().describe("The event's place in the log"),
      size: z.int().nullable().describe("The size of the tree that a checkpoint over it signs"),
      witnessed: z.boolean().describe("A witness on another machine signed that checkpoint too"),
    })
    .nullable(),
});
