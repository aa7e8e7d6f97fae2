-- AlterTable
ALTER TABLE "StandingAccess" ADD COLUMN     "removeAt" TIMESTAMPTZ(3);
