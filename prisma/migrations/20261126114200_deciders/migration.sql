-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "base" INTEGER;

-- AlterTable
ALTER TABLE "Request" ADD COLUMN     "escalatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "escalatesAt" TIMESTAMPTZ(3),
ADD COLUMN     "lateApprovers" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "routedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "Vote" ADD COLUMN     "forId" TEXT,
ADD COLUMN     "subject" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "personId" TEXT NOT NULL,
    "delegateId" TEXT NOT NULL,
    "requestId" TEXT,
    "note" TEXT,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Schedule" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScheduleReading" (
    "id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "shifts" JSONB NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "failedAt" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "ScheduleReading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delegation_personId_endsAt_idx" ON "Delegation"("personId", "endsAt");

-- CreateIndex
CREATE INDEX "Delegation_delegateId_endsAt_idx" ON "Delegation"("delegateId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "Schedule_name_key" ON "Schedule"("name");

-- CreateIndex
CREATE INDEX "Request_status_routedAt_idx" ON "Request"("status", "routedAt");
