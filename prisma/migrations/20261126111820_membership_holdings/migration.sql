-- DropIndex
DROP INDEX "Holding_targetId_account_key";

-- AlterTable
ALTER TABLE "Target" ADD COLUMN     "driftMode" TEXT NOT NULL DEFAULT 'report',
ADD COLUMN     "retiringAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "TargetHealth" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "probeAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Resource" ADD COLUMN     "retiredAt" TIMESTAMPTZ(3),
ADD COLUMN     "retiringAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Entitlement" ADD COLUMN     "retiringAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Holding" ADD COLUMN     "standing" BOOLEAN,
ADD COLUMN     "unsettledAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "targetId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_targetId_account_key" ON "Account"("targetId", "account");

-- CreateIndex
CREATE UNIQUE INDEX "Account_targetId_personId_key" ON "Account"("targetId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Holding_targetId_account_entitlementId_key" ON "Holding"("targetId", "account", "entitlementId");

-- Every holding so far has an account that was made for it: nothing can have been there before.
UPDATE "Holding" SET "standing" = false;
