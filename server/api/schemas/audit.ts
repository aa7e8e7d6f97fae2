import { z } from "zod";
import { eventKinds } from "#core/domain/audit/event.ts";
import { grant } from "#server/api/schemas/grant.ts";
import { instant, personName } from "#server/api/schemas/parts.ts";

export const auditEvent = z.object({
  position: z.string(),
  at: instant,
  kind: z.enum(eventKinds),
  via: z.enum(["browser", "api", "cron", "ticker", "console"]),
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
});

export const accessAt = z.object({ at: instant, items: z.array(grant) });
