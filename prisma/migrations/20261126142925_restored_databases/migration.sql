-- AlterTable
ALTER TABLE "Portal" ADD COLUMN     "restoreAcknowledgedAt" TIMESTAMPTZ(3),
ADD COLUMN     "restoreAcknowledgedById" TEXT,
ADD COLUMN     "restoredAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "LogState" ADD COLUMN     "agreedAt" TIMESTAMPTZ(3);
