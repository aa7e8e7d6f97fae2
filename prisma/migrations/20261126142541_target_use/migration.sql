-- CreateTable
CREATE TABLE "HoldingUse" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HoldingUse_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TriedAccount" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "grantId" TEXT NOT NULL,
    "holderId" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "firstAt" TIMESTAMPTZ(3) NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "address" TEXT,
    "alarmedCount" INTEGER NOT NULL DEFAULT 0,
    "alarmedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TriedAccount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TargetWatch" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "lookedAt" TIMESTAMPTZ(3) NOT NULL,
    "position" TEXT,
    "readAt" TIMESTAMPTZ(3),
    "unable" TEXT,
    "error" TEXT,

    CONSTRAINT "TargetWatch_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "TriedAccount_grantId_idx" ON "TriedAccount"("grantId");

-- CreateIndex
CREATE UNIQUE INDEX "TriedAccount_targetId_account_key" ON "TriedAccount"("targetId", "account");
