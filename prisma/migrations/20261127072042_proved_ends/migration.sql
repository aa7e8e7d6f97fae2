-- AlterTable
ALTER TABLE "Grant" ADD COLUMN     "provedAt" TIMESTAMPTZ(3);

-- Which schema.prisma cannot say: a quarter of a year of ends is still read from the index alone.
DROP INDEX "Grant_endedAt_idx";
CREATE INDEX "Grant_endedAt_idx" ON "Grant"("endedAt")
  INCLUDE ("id", "targetId", "endReason", "readyAt", "expiresAt", "endingAt", "provedAt") WHERE "endedAt" IS NOT NULL;

-- Ends that were accepted unproved before this: their targets are looked at from now on, too.
UPDATE "Holding" h SET "dueAt" = CURRENT_TIMESTAMP, "version" = h."version" + 1
WHERE h."dueAt" IS NULL AND h."account" <> 'erased:' || h."id"
  AND EXISTS (SELECT FROM "Grant" g WHERE g."holdingId" = h."id" AND g."endReason" = 'unverified');
