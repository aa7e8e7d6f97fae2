-- AlterTable
ALTER TABLE "Holding" ADD COLUMN     "accountId" TEXT,
ADD COLUMN     "listedAs" TEXT;

-- AlterTable
ALTER TABLE "StandingAccess" ADD COLUMN     "accountId" TEXT;
