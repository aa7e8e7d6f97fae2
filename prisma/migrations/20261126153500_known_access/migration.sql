-- AlterTable
ALTER TABLE "StandingAccess" ADD COLUMN     "error" TEXT,
ADD COLUMN     "triedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "KnownAccess" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "entitlementId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "KnownAccess_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "KnownAccess_targetId_idx" ON "KnownAccess"("targetId");

-- CreateIndex
CREATE UNIQUE INDEX "KnownAccess_entitlementId_account_key" ON "KnownAccess"("entitlementId", "account");
