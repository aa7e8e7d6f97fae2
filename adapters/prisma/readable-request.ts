import { Prisma } from "./generated/client.ts";
import type { PersonId } from "#core/domain/ids.ts";

/**
 * Domain rule 16 as a condition on a request `r`: party, named approver, voter, or in a group that owns one of its resources,
 * through groups too. Auditors and administrators see all; their lists leave this filter out.
 */
export const readableRequest = (personId: PersonId): Prisma.Sql => Prisma.sql`(
  r."requesterId" = ${personId} OR r."holderId" = ${personId} OR r."approverIds" @> ARRAY[${personId}]::text[]
  OR (r."status" = 'pending' AND (r."lateApprovers"->>${personId})::timestamptz <= statement_timestamp())
  OR EXISTS (SELECT FROM "Vote" v WHERE v."requestId" = r."id" AND (v."voterId" = ${personId} OR v."forId" = ${personId}))
  OR r."entitlementIds" && (SELECT ids FROM owned))`;

/**
 * The WITH that `readableRequest` refers to. UNION, not UNION ALL: groups that contain each other would never end.
 */
export const withOwned = (personId: PersonId): Prisma.Sql => Prisma.sql`WITH RECURSIVE member AS (
    SELECT g."id" FROM "Group" g WHERE g."personIds" @> ARRAY[${personId}]::text[]
    UNION
    SELECT g."id" FROM "Group" g JOIN member m ON g."groupIds" @> ARRAY[m."id"]::text[]
  ), owned AS MATERIALIZED (
    SELECT coalesce(array_agg(e."id"), '{}') AS ids FROM "Resource" s
    JOIN member m ON m."id" = s."ownerGroupId" JOIN "Entitlement" e ON e."resourceId" = s."id"
  )`;
