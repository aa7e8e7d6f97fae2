-- All that the application's role may do. Run after every migration, as the owner: what is not said here is taken away.
-- `:app_role` stands for the role's quoted name. `adapters/prisma/least-privilege.ts` checks the outcome at every start.

-- In a new database every role of the server may make temporary tables.
DO $$ BEGIN
  IF has_database_privilege('public', current_database(), 'TEMPORARY') THEN
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  END IF;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, :app_role;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, :app_role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, :app_role;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC, :app_role;

GRANT USAGE ON SCHEMA public TO :app_role;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO :app_role;

-- Evidence. Neither its position nor an existing row can be chosen: `id` comes from the sequence alone.
GRANT INSERT ("at", "kind", "actorId", "via", "personId", "requestId", "grantId", "entitlementId", "targetId", "correlationId", "data", "commitments")
  ON "AuditEvent" TO :app_role;
GRANT USAGE ON SEQUENCE "AuditEvent_id_seq" TO :app_role;
GRANT INSERT ON "Policy" TO :app_role;

-- State: changed, never deleted. UPDATE is also what locking a row needs.
GRANT INSERT, UPDATE ON
  "Portal",
  "FactEpoch",
  "Person",
  "LocalAccount",
  "Session",
  "ApiToken",
  "Group",
  "Target",
  "Resource",
  "Entitlement",
  "Bundle",
  "Change",
  "Request",
  "Vote",
  "Grant",
  "Holding",
  "Account",
  "Operation",
  "Review",
  "ReviewItem",
  "SetupLink",
  "RecoveryLink",
  "TargetHealth",
  "Heartbeat",
  "Alarm",
  "StandingAccess",
  "TargetScan",
  "KnownAccess",
  "HoldingUse",
  "TriedAccount",
  "TargetWatch",
  "Delegation",
  "Schedule",
  "ScheduleReading",
  "EventForwarding",
  "NoticePreference",
  "Passkey",
  "RecoveryCode",
  "StepUp",
  "BreakGlassReview",
  "Erasure",
  "Retention",
  "RetentionSweep"
  TO :app_role;

-- Conveniences that prove nothing.
GRANT INSERT, UPDATE, DELETE ON "RateLimit", "IdempotencyKey", "SavedSearch", "InboundCall", "Outbox", "Notice", "Delivery"
  TO :app_role;
GRANT INSERT, DELETE ON "Favourite" TO :app_role;

-- The log: evidence, and who may write it next.
GRANT INSERT ON "AuditPersonal", "LogLeaf", "LogTile", "LogCheckpoint", "LogCosignature" TO :app_role;
GRANT INSERT, UPDATE ON "LogState" TO :app_role;
