-- CreateTable
CREATE TABLE "Alarm" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "openKey" TEXT,
    "targetId" TEXT,
    "personId" TEXT,
    "count" INTEGER NOT NULL,
    "detail" TEXT NOT NULL,
    "raisedAt" TIMESTAMPTZ(3) NOT NULL,
    "acknowledgedAt" TIMESTAMPTZ(3),
    "acknowledgedById" TEXT,
    "clearedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StandingAccess" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "openKey" TEXT,
    "holdingId" TEXT,
    "foundAt" TIMESTAMPTZ(3) NOT NULL,
    "goneAt" TIMESTAMPTZ(3),

    CONSTRAINT "StandingAccess_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TargetScan" (
    "targetId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "scannedAt" TIMESTAMPTZ(3),
    "holders" INTEGER,
    "error" TEXT,

    CONSTRAINT "TargetScan_pkey" PRIMARY KEY ("targetId")
);

-- CreateIndex
CREATE UNIQUE INDEX "Alarm_openKey_key" ON "Alarm"("openKey");

-- CreateIndex
CREATE INDEX "Alarm_raisedAt_id_idx" ON "Alarm"("raisedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "StandingAccess_openKey_key" ON "StandingAccess"("openKey");

-- CreateIndex
CREATE INDEX "StandingAccess_targetId_foundAt_id_idx" ON "StandingAccess"("targetId", "foundAt", "id");

-- CreateIndex
CREATE INDEX "StandingAccess_foundAt_id_idx" ON "StandingAccess"("foundAt", "id");
