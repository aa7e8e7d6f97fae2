-- Nothing here is in schema.prisma, which cannot say it: indexes from which a question is answered without reading a row.

-- Who had access at an instant: both ends of every access, by what it was to and by whose it was.
CREATE INDEX "AuditEvent_access_of_entitlement_idx" ON "AuditEvent"("entitlementId", "grantId", "kind", "at")
  WHERE "kind" IN ('grantActivating', 'grantEnded') AND "grantId" IS NOT NULL;
CREATE INDEX "AuditEvent_access_of_person_idx" ON "AuditEvent"("personId", "grantId", "kind", "at")
  WHERE "kind" IN ('grantActivating', 'grantEnded') AND "grantId" IS NOT NULL;

-- Reports read a quarter of a year of grants and requests at once.
DROP INDEX "Grant_endedAt_idx";
CREATE INDEX "Grant_endedAt_idx" ON "Grant"("endedAt")
  INCLUDE ("id", "targetId", "endReason", "readyAt", "expiresAt", "endingAt") WHERE "endedAt" IS NOT NULL;
DROP INDEX "Grant_readyAt_idx";
CREATE INDEX "Grant_readyAt_idx" ON "Grant"("readyAt")
  INCLUDE ("requestId", "entitlementId", "targetId", "status", "scheduledFor", "credentialRevealedAt") WHERE "readyAt" IS NOT NULL;
DROP INDEX "Request_createdAt_id_idx";
CREATE INDEX "Request_createdAt_id_idx" ON "Request"("createdAt", "id") INCLUDE ("decidedAt", "status", "lapsesAt");
