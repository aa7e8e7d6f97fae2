import { z } from "zod";
import { grantStatuses } from "#core/domain/grant/grant.ts";
import { instant, namedEntitlement, personName } from "#server/api/schemas/parts.ts";

export const grant = z.object({
  id: z.string(),
  status: z.enum(grantStatuses),
  endReason: z.string().nullable(),
  requestId: z.string(),
  entitlementId: z.string(),
  entitlement: namedEntitlement,
  holder: personName,
  account: z.string().describe("The login at the target"),
  durationSeconds: z.int(),
  scheduledFor: instant.nullable(),
  startsAt: instant.nullable(),
  removeBy: instant.nullable(),
  readyAt: instant.nullable(),
  expiresAt: instant.nullable(),
  endingAt: instant.nullable(),
  endedAt: instant.nullable(),
  provedAt: instant
    .nullable()
    .describe("When the target confirmed after all what had ended as unverified; null for all others"),
  credentialRevealedAt: instant.nullable(),
  createdAt: instant,
  problem: z.string().nullable(),
  standing: z
    .enum(["before", "left"])
    .nullable()
    .describe("before: the access was there before the grant; left: it still stands, now without one"),
  quarantined: z.array(z.string()),
  residualBound: z
    .object({ ms: z.int(), why: z.string() })
    .nullable()
    .describe("How long access may outlive its removal at worst"),
  may: z.object({ reveal: z.boolean(), extend: z.boolean(), return: z.boolean(), revoke: z.boolean() }),
});

export const credential = z.object({
  kind: z.string(),
  host: z.string(),
  port: z.int(),
  database: z.string(),
  username: z.string(),
  password: z.string(),
  command: z.string().describe("Connects without containing the password"),
  expiresAt: instant,
});
