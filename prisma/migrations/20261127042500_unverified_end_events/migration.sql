-- Ends in the record that no target ever confirmed: few, and part of the answer to who had access at any instant after them.
CREATE INDEX "AuditEvent_unverified_idx" ON "AuditEvent"("entitlementId", "personId", "grantId")
  WHERE "kind" = 'grantEnded' AND "data"->>'endReason' = 'unverified' AND "grantId" IS NOT NULL;
