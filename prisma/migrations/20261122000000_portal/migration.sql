-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Portal" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "demo" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Portal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FactEpoch" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "FactEpoch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "roles" TEXT[],
    "attributes" JSONB NOT NULL,
    "onCall" BOOLEAN NOT NULL,
    "managerId" TEXT,
    "source" TEXT NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LocalAccount" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LocalAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "address" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "endReason" TEXT,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Group" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "personIds" TEXT[],
    "groupIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Target" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "sealedSecret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Target_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TargetHealth" (
    "targetId" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3),
    "clockOffsetMs" INTEGER,
    "failedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "TargetHealth_pkey" PRIMARY KEY ("targetId")
);

-- CreateTable
CREATE TABLE "Resource" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "tags" JSONB NOT NULL,
    "ownerGroupId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Resource_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Entitlement" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "resourceId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "sensitive" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Policy" (
    "number" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "authorId" TEXT,
    "approvedById" TEXT,
    "activatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reason" TEXT,

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Request" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "requesterId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "entitlementIds" TEXT[],
    "durationSeconds" INTEGER NOT NULL,
    "justification" TEXT NOT NULL,
    "ticket" TEXT,
    "startsAt" TIMESTAMPTZ(3),
    "extendsGrantId" TEXT,
    "policyNumber" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "approverIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lapsesAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "requestId" TEXT NOT NULL,
    "voterId" TEXT NOT NULL,
    "stage" INTEGER NOT NULL,
    "vote" TEXT NOT NULL,
    "comment" TEXT,
    "durationSeconds" INTEGER,
    "digest" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "requestId" TEXT NOT NULL,
    "holdingId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "durationSeconds" INTEGER NOT NULL,
    "scheduledFor" TIMESTAMPTZ(3),
    "startsAt" TIMESTAMPTZ(3),
    "activateBy" TIMESTAMPTZ(3),
    "removeBy" TIMESTAMPTZ(3),
    "readyAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "endReason" TEXT,
    "endingAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "credentialRevealedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Holding" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3),
    "leaseUntil" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL,
    "attempts" INTEGER NOT NULL,
    "lastError" TEXT,
    "observedAt" TIMESTAMPTZ(3),
    "quarantined" TEXT[],

    CONSTRAINT "Holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Operation" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "holdingId" TEXT NOT NULL,
    "targetId" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "error" TEXT,

    CONSTRAINT "Operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "kind" TEXT NOT NULL,
    "actorId" TEXT,
    "via" TEXT NOT NULL,
    "personId" TEXT,
    "requestId" TEXT,
    "grantId" TEXT,
    "entitlementId" TEXT,
    "targetId" TEXT,
    "correlationId" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "personId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "body" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("personId","key")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "SetupLink" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SetupLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Favourite" (
    "personId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,

    CONSTRAINT "Favourite_pkey" PRIMARY KEY ("personId","entitlementId")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_email_key" ON "Person"("email");

-- CreateIndex
CREATE INDEX "Session_personId_endedAt_idx" ON "Session"("personId", "endedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_personId_idx" ON "ApiToken"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Group_name_key" ON "Group"("name");

-- CreateIndex
CREATE INDEX "Group_personIds_idx" ON "Group" USING GIN ("personIds");

-- CreateIndex
CREATE INDEX "Group_groupIds_idx" ON "Group" USING GIN ("groupIds");

-- CreateIndex
CREATE UNIQUE INDEX "Target_name_key" ON "Target"("name");

-- CreateIndex
CREATE UNIQUE INDEX "Resource_targetId_name_key" ON "Resource"("targetId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Entitlement_resourceId_action_key" ON "Entitlement"("resourceId", "action");

-- CreateIndex
CREATE INDEX "Change_status_createdAt_idx" ON "Change"("status", "createdAt");

-- CreateIndex
CREATE INDEX "Request_status_createdAt_id_idx" ON "Request"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Request_requesterId_createdAt_id_idx" ON "Request"("requesterId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Request_holderId_createdAt_id_idx" ON "Request"("holderId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Request_status_lapsesAt_idx" ON "Request"("status", "lapsesAt");

-- CreateIndex
CREATE INDEX "Request_approverIds_idx" ON "Request" USING GIN ("approverIds");

-- CreateIndex
CREATE INDEX "Request_extendsGrantId_idx" ON "Request"("extendsGrantId");

-- CreateIndex
CREATE INDEX "Vote_voterId_createdAt_idx" ON "Vote"("voterId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Vote_requestId_voterId_key" ON "Vote"("requestId", "voterId");

-- CreateIndex
CREATE INDEX "Grant_holdingId_status_idx" ON "Grant"("holdingId", "status");

-- CreateIndex
CREATE INDEX "Grant_holderId_createdAt_id_idx" ON "Grant"("holderId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Grant_status_createdAt_id_idx" ON "Grant"("status", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Grant_requestId_idx" ON "Grant"("requestId");

-- CreateIndex
CREATE INDEX "Grant_targetId_status_idx" ON "Grant"("targetId", "status");

-- CreateIndex
CREATE INDEX "Grant_entitlementId_status_idx" ON "Grant"("entitlementId", "status");

-- CreateIndex
CREATE INDEX "Holding_dueAt_idx" ON "Holding"("dueAt");

-- CreateIndex
CREATE INDEX "Holding_targetId_dueAt_idx" ON "Holding"("targetId", "dueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Holding_targetId_account_key" ON "Holding"("targetId", "account");

-- CreateIndex
CREATE INDEX "Operation_holdingId_startedAt_idx" ON "Operation"("holdingId", "startedAt");

-- CreateIndex
CREATE INDEX "Operation_targetId_startedAt_idx" ON "Operation"("targetId", "startedAt");

-- CreateIndex
CREATE INDEX "AuditEvent_at_id_idx" ON "AuditEvent"("at", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_kind_id_idx" ON "AuditEvent"("kind", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_actorId_id_idx" ON "AuditEvent"("actorId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_personId_id_idx" ON "AuditEvent"("personId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_requestId_id_idx" ON "AuditEvent"("requestId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_grantId_id_idx" ON "AuditEvent"("grantId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_entitlementId_id_idx" ON "AuditEvent"("entitlementId", "id");

-- CreateIndex
CREATE INDEX "AuditEvent_targetId_id_idx" ON "AuditEvent"("targetId", "id");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- From here on: what schema.prisma cannot say. `scripts/new-migration.ts` compares schema files, so it leaves this alone.

-- Two accounts whose addresses differ in case alone would be one person to a reader, and two to policy.
CREATE UNIQUE INDEX "Person_email_lower_key" ON "Person"(lower("email"));

-- Pages without a status.
CREATE INDEX "Person_name_id_idx" ON "Person"("name", "id");
CREATE INDEX "Request_createdAt_id_idx" ON "Request"("createdAt", "id");
CREATE INDEX "Grant_createdAt_id_idx" ON "Grant"("createdAt", "id");

-- Overdue access, and how long revocation took.
CREATE INDEX "Grant_active_expiresAt_idx" ON "Grant"("expiresAt") WHERE "status" = 'active';
CREATE INDEX "Grant_endedAt_idx" ON "Grant"("endedAt") WHERE "endedAt" IS NOT NULL;
CREATE INDEX "Grant_readyAt_idx" ON "Grant"("readyAt") WHERE "readyAt" IS NOT NULL;

-- Leases are few at any moment; most holdings have none.
CREATE INDEX "Holding_leaseUntil_idx" ON "Holding"("leaseUntil") WHERE "leaseUntil" IS NOT NULL;

-- Rights already keep the application from changing evidence (prisma/grants.sql); these keep its owner from doing so by
-- mistake. ALWAYS: session_replication_role does not switch them off.
CREATE FUNCTION lapse_refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION '% on "%" refused: it is evidence, written once', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER "AuditEvent_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEvent"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "AuditEvent" ENABLE ALWAYS TRIGGER "AuditEvent_written_once";

CREATE TRIGGER "Policy_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Policy"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "Policy" ENABLE ALWAYS TRIGGER "Policy_written_once";
