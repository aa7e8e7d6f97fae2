-- AlterTable
ALTER TABLE "StandingAccess" ADD COLUMN     "expelUntil" TIMESTAMPTZ(3);
