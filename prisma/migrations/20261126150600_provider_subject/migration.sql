-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "providerSubject" TEXT;
