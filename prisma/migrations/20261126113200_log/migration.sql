-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "commitments" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "AuditPersonal" (
    "eventId" BIGINT NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "AuditPersonal_pkey" PRIMARY KEY ("eventId","field")
);

-- CreateTable
CREATE TABLE "LogLeaf" (
    "index" BIGINT NOT NULL,
    "eventId" BIGINT NOT NULL,
    "entry" BYTEA NOT NULL,

    CONSTRAINT "LogLeaf_pkey" PRIMARY KEY ("index")
);

-- CreateTable
CREATE TABLE "LogTile" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "root" BYTEA NOT NULL,

    CONSTRAINT "LogTile_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "LogCheckpoint" (
    "size" BIGINT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "LogCheckpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "LogCosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "LogCosignature_pkey" PRIMARY KEY ("size","witness")
);

-- CreateTable
CREATE TABLE "LogState" (
    "id" TEXT NOT NULL,
    "fence" INTEGER NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "low" BIGINT NOT NULL,
    "horizon" BIGINT NOT NULL,
    "waitFor" TEXT[],
    "trouble" TEXT,

    CONSTRAINT "LogState_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "LogLeaf_eventId_key" ON "LogLeaf"("eventId");

-- From here on: what schema.prisma cannot say.

-- An event is about few things: indexes that leave out the rest are smaller, and cost nothing where there is nothing.
DROP INDEX "AuditEvent_actorId_id_idx";
CREATE INDEX "AuditEvent_actorId_id_idx" ON "AuditEvent"("actorId", "id") WHERE "actorId" IS NOT NULL;
DROP INDEX "AuditEvent_personId_id_idx";
CREATE INDEX "AuditEvent_personId_id_idx" ON "AuditEvent"("personId", "id") WHERE "personId" IS NOT NULL;
DROP INDEX "AuditEvent_requestId_id_idx";
CREATE INDEX "AuditEvent_requestId_id_idx" ON "AuditEvent"("requestId", "id") WHERE "requestId" IS NOT NULL;
DROP INDEX "AuditEvent_grantId_id_idx";
CREATE INDEX "AuditEvent_grantId_id_idx" ON "AuditEvent"("grantId", "id") WHERE "grantId" IS NOT NULL;
DROP INDEX "AuditEvent_entitlementId_id_idx";
CREATE INDEX "AuditEvent_entitlementId_id_idx" ON "AuditEvent"("entitlementId", "id") WHERE "entitlementId" IS NOT NULL;
DROP INDEX "AuditEvent_targetId_id_idx";
CREATE INDEX "AuditEvent_targetId_id_idx" ON "AuditEvent"("targetId", "id") WHERE "targetId" IS NOT NULL;

-- The log is evidence too: written once.
CREATE TRIGGER "LogLeaf_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LogLeaf"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "LogLeaf" ENABLE ALWAYS TRIGGER "LogLeaf_written_once";
CREATE TRIGGER "LogTile_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LogTile"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "LogTile" ENABLE ALWAYS TRIGGER "LogTile_written_once";
CREATE TRIGGER "LogCheckpoint_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LogCheckpoint"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "LogCheckpoint" ENABLE ALWAYS TRIGGER "LogCheckpoint_written_once";
CREATE TRIGGER "LogCosignature_written_once" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LogCosignature"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "LogCosignature" ENABLE ALWAYS TRIGGER "LogCosignature_written_once";

-- Personal values never change. They can be erased, but not by the tables' owner: only by a role made for that.
CREATE TRIGGER "AuditPersonal_never_changes" BEFORE UPDATE OR TRUNCATE ON "AuditPersonal"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_change();
ALTER TABLE "AuditPersonal" ENABLE ALWAYS TRIGGER "AuditPersonal_never_changes";

CREATE FUNCTION lapse_refuse_owner() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF pg_get_userbyid((SELECT relowner FROM pg_class WHERE oid = TG_RELID)) = current_user THEN
    RAISE EXCEPTION '% on "%" refused: only the erasure role may', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "AuditPersonal_not_by_owner" BEFORE DELETE ON "AuditPersonal"
  FOR EACH STATEMENT EXECUTE FUNCTION lapse_refuse_owner();
ALTER TABLE "AuditPersonal" ENABLE ALWAYS TRIGGER "AuditPersonal_not_by_owner";
