import { Prisma } from "./generated/client.ts";
import { inHand } from "#core/domain/holding/join-holding.ts";
import type { EntitlementId } from "#core/domain/ids.ts";

/**
 * A row for everything of these entitlements that is in hand: grants; holdings that are owed a removal (`owedStep` without a grant,
 * in SQL); and what stands without either, where a review has said that it goes or a call that takes it is under way.
 */
export const heldOf = (ids: readonly EntitlementId[]): Prisma.Sql => Prisma.sql`
  SELECT FROM "Grant" g WHERE g."entitlementId" = ANY(${[...ids]}::text[]) AND g."status" = ANY(${[...inHand]}::text[])
  UNION ALL SELECT FROM "Entitlement" e JOIN "Holding" h ON h."targetId" = e."targetId" AND h."entitlementId" = e."id"
    WHERE e."id" = ANY(${[...ids]}::text[]) AND h."state" = 'present' AND h."standing" IS NOT TRUE AND h."dueAt" IS NOT NULL
  UNION ALL SELECT FROM "Entitlement" e JOIN "StandingAccess" s ON s."targetId" = e."targetId" AND s."entitlementId" = e."id"
    WHERE e."id" = ANY(${[...ids]}::text[]) AND s."openKey" IS NOT NULL
      AND (s."removeAt" IS NOT NULL OR s."expelUntil" > clock_timestamp())`;
